import type { EventBus } from "../bus/event-bus";
import type { Id } from "../ids";
import type { Entry } from "../journal/chain";
import type { Timers } from "../timers";
import { EntryPages, PAGE_ENTRIES } from "./entry-pages";
import { JournalGap, type EntrySource } from "./entry-source";
import { FeedReader, type Reading } from "./feed-reader";
import { StreamTail } from "./stream-tail";

/** How often the table is looked at for watched streams, whatever anybody said: covers lost wake-ups. */
export const POLL_MS = 1_000;
/** Streams in one look at the table. */
const STREAMS_PER_READ = 500;

export interface FeedHubPorts {
  readonly source: EntrySource;
  readonly bus: EventBus;
  readonly timers: Timers;
  /** Told of a read that failed and is tried again, for the log. */
  readonly onTrouble: (error: unknown) => void;
}

/** What a node's feeds look like from outside, for metrics. */
export interface FeedStatistics {
  readonly streams: number;
  readonly subscribers: number;
  /** Of the subscriber that is furthest behind. */
  readonly entriesBehind: number;
}

type Watcher = Pick<FeedReader<unknown>, "entriesBehind" | "checkLag">;

interface Watched {
  readonly tail: StreamTail;
  readonly readers: Set<Watcher>;
}

/**
 * A node's view of the streams that its subscribers watch. Each has one tail of recent entries, filled by this node's
 * own commits, and for other nodes' by one read of the table for all streams that moved; never one for each subscriber.
 */
export class FeedHub {
  private readonly pages: EntryPages;
  private readonly watched = new Map<Id, Watched>();
  private readonly toRead = new Set<StreamTail>();
  private reading: Promise<void> | null = null;
  private stopPolling: (() => void) | null = null;
  private readonly stopListening: (() => void)[];

  constructor(private readonly ports: FeedHubPorts) {
    this.pages = new EntryPages(ports.source);
    this.stopListening = [
      ports.bus.onWake((stream, sequence) => this.hear(stream, sequence)),
      ports.bus.onResumed(() => this.poll()),
    ];
  }

  /** This node has committed these entries of one stream: the last word of whoever appends, after the commit. */
  committed(entries: readonly Entry[]): void {
    const last = entries.at(-1);
    if (!last) return;
    this.ports.bus.wake(last.stream, last.sequence);
    const tail = this.watched.get(last.stream)?.tail;
    tail?.append(entries);
    if (tail?.isBehind) this.read(tail);
  }

  /** The same from whoever no longer has the entries at hand. */
  announced(stream: Id, sequence: number): void {
    this.ports.bus.wake(stream, sequence);
    this.hear(stream, sequence);
  }

  /** A reader of the stream, which this node watches until its last reader has ended. */
  async follow<Payload>(stream: Id, reading: Reading<Payload>): Promise<FeedReader<Payload>> {
    let watched = this.watched.get(stream);
    if (!watched) {
      const last = await this.ports.source.lastSequence(stream);
      watched = this.watched.get(stream) ?? this.watch(stream, last); // others may have come while we asked
    }
    const { tail, readers } = watched;
    const { pages, ports } = this;
    const onEnd = () => this.leave(stream, reader);
    const reader = new FeedReader(reading, { tail, pages, onTrouble: ports.onTrouble, onEnd });
    readers.add(reader);
    return reader;
  }

  /** The entry with this number; `null` when there is none yet. */
  async find(stream: Id, sequence: number): Promise<Entry | null> {
    const recent = this.watched.get(stream)?.tail.entry(sequence);
    if (recent) return recent;
    const [entry] = await this.ports.source.readAfter({ stream, sequence: sequence - 1 }, 1);
    return entry?.sequence === sequence ? entry : null;
  }

  /** Looks at the table for every watched stream, and at every reader for lag. */
  poll(): void {
    const now = this.ports.timers.now();
    for (const { tail, readers } of this.watched.values()) {
      for (const reader of readers) reader.checkLag(now);
      this.toRead.add(tail);
    }
    this.startReading();
  }

  statistics(): FeedStatistics {
    let subscribers = 0;
    let entriesBehind = 0;
    for (const { readers } of this.watched.values()) {
      subscribers += readers.size;
      for (const reader of readers) entriesBehind = Math.max(entriesBehind, reader.entriesBehind);
    }
    return { streams: this.watched.size, subscribers, entriesBehind };
  }

  /** Asks the table no more. Readers are ended by whoever reads, so that no client takes this for its feed's end. */
  async close(): Promise<void> {
    for (const stop of this.stopListening) stop();
    this.stopPolling?.();
    this.toRead.clear();
    await this.reading;
    await this.pages.settled();
  }

  private watch(stream: Id, last: number): Watched {
    const watched: Watched = { tail: new StreamTail(stream, last), readers: new Set() };
    this.watched.set(stream, watched);
    this.stopPolling ??= this.ports.timers.every(POLL_MS, () => this.poll());
    this.read(watched.tail); // what was committed since its end was looked up
    return watched;
  }

  private leave(stream: Id, reader: Watcher): void {
    const readers = this.watched.get(stream)?.readers;
    readers?.delete(reader);
    if (readers?.size === 0) this.watched.delete(stream);
    if (this.watched.size > 0) return;
    this.stopPolling?.();
    this.stopPolling = null;
  }

  private hear(stream: Id, sequence: number): void {
    const tail = this.watched.get(stream)?.tail;
    tail?.announce(sequence);
    if (tail?.isBehind) this.read(tail);
  }

  private read(tail: StreamTail): void {
    this.toRead.add(tail);
    this.startReading();
  }

  private startReading(): void {
    if (this.toRead.size > 0) this.reading ??= this.readTails();
  }

  /** One read at a time for all streams that want one; what is heard meanwhile makes the next. */
  private async readTails(): Promise<void> {
    try {
      while (this.toRead.size > 0) {
        const tails = [...this.toRead].slice(0, STREAMS_PER_READ);
        for (const tail of tails) this.toRead.delete(tail);
        await this.readOnce(tails);
      }
    } catch (error) {
      this.ports.onTrouble(error); // the next poll tries again
    } finally {
      this.reading = null;
    }
  }

  private async readOnce(tails: readonly StreamTail[]): Promise<void> {
    const positions = tails.map((tail) => ({ stream: tail.stream, sequence: tail.last }));
    const entries = await this.ports.source.readAfterEach(positions, PAGE_ENTRIES);
    const news = new Map<Id, Entry[]>(tails.map((tail) => [tail.stream, []]));
    for (const entry of entries) news.get(entry.stream)?.push(entry);
    for (const tail of tails) this.takeNews(tail, news.get(tail.stream) ?? []);
  }

  private takeNews(tail: StreamTail, news: readonly Entry[]): void {
    tail.append(news); // also without any: whoever waits tries again what failed before
    if (news.length === 0) return;
    if ((news.at(-1)?.sequence ?? 0) > tail.last) {
      this.ports.onTrouble(new JournalGap(tail.stream, tail.last + 1)); // the next poll looks again
    } else if (news.length === PAGE_ENTRIES || tail.isBehind) {
      this.toRead.add(tail);
    }
  }
}
