import type { Id } from "../ids";
import type { Entry } from "../journal/chain";

/** Recent entries kept of a watched stream: at the busiest some 30 ms of it. */
const RECENT_ENTRIES = 512;

/** Somebody who reads a stream. */
export interface Follower {
  /** Goes on if it can. */
  resume(): void;
}

/** The newest entries of one watched stream, without gaps, and who waits for the next. */
export class StreamTail {
  /** Who reads it, from first to last: to come and go with each entry would cost more than to be asked in vain. */
  readonly followers = new Set<Follower>();
  /** The last entry that is here, or would be had it not made room. */
  last: number;
  private announced: number;
  private readonly ring: Entry[] = [];

  constructor(
    readonly stream: Id,
    last: number,
  ) {
    this.last = last;
    this.announced = last;
  }

  /** Is there an entry, as far as anybody told, that is not here? */
  get isBehind(): boolean {
    return this.announced > this.last;
  }

  /** Somebody says that entries up to this one are committed. */
  announce(sequence: number): void {
    if (sequence > this.announced) this.announced = sequence;
  }

  /** Takes committed entries in order, as far as they follow what is here, and wakes who waits. */
  append(entries: readonly Entry[]): void {
    for (const entry of entries) {
      this.announce(entry.sequence);
      if (entry.sequence !== this.last + 1) continue; // known already, or another node's lies between: that is read
      this.ring[entry.sequence % RECENT_ENTRIES] = entry;
      this.last = entry.sequence;
    }
    for (const follower of this.followers) follower.resume();
  }

  /** The entry with this number, if it is still here. */
  entry(sequence: number): Entry | undefined {
    const entry = this.ring[sequence % RECENT_ENTRIES];
    return entry?.sequence === sequence ? entry : undefined;
  }
}
