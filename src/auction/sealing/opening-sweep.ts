import type { Id } from "../../platform/ids";
import type { Entry } from "../../platform/journal/chain";
import { OneAtATime } from "../../platform/one-at-a-time";
import type { Timers } from "../../platform/timers";

/** Behind these an auction may wait for shares. */
const CLOSINGS: ReadonlySet<string> = new Set(["AuctionClosed", "RoundClosed"]);
/** What another node closed, or this one when a sweep was under way, is looked at within this time. */
const SWEEP_MS = 250;
/** An auction that goes on waiting is looked at again after this time; shares that come in open it at once. */
const LOOK_AGAIN_MS = 2_000;
/** Auctions that one sweep looks at. */
const LARGEST_SWEEP = 100;

export interface OpeningSweepPorts {
  readonly timers: Timers;
  /** The auctions that wait for shares. */
  readonly awaiting: (most: number) => Promise<readonly Id[]>;
  readonly open: (auctionId: Id) => Promise<void>;
  readonly onError: (error: unknown) => void;
}

/** Opens sealed auctions: at their close where the operator can, else when the time for reveals is over. */
export class OpeningSweep {
  private stopTimer: (() => void) | null = null;
  private readonly sweeps: OneAtATime;
  /** When each waiting auction was looked at. */
  private lookedAt = new Map<Id, number>();

  constructor(private readonly ports: OpeningSweepPorts) {
    this.sweeps = new OneAtATime(() => this.sweep(), ports.onError);
  }

  start(): void {
    this.stopTimer = this.ports.timers.every(SWEEP_MS, () => this.sweeps.run());
  }

  /** Told of entries after their commit: what this node closes is opened at once. */
  committed(entries: readonly Entry[]): void {
    if (this.stopTimer && entries.some(({ type }) => CLOSINGS.has(type))) this.sweeps.run();
  }

  /** How many auctions wait for shares, as of the last sweep. */
  get waiting(): number {
    return this.lookedAt.size;
  }

  async stop(): Promise<void> {
    this.stopTimer?.();
    this.stopTimer = null;
    await this.sweeps.settled();
  }

  private async sweep(): Promise<void> {
    const { awaiting, open, timers, onError } = this.ports;
    const waiting = await awaiting(LARGEST_SWEEP);
    this.lookedAt = new Map([...this.lookedAt].filter(([auctionId]) => waiting.includes(auctionId)));
    for (const auctionId of waiting) {
      const last = this.lookedAt.get(auctionId);
      if (last !== undefined && timers.now() - last < LOOK_AGAIN_MS) continue;
      this.lookedAt.set(auctionId, timers.now());
      await open(auctionId).catch(onError);
    }
  }
}
