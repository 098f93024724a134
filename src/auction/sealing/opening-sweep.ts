import type { Id } from "../../platform/ids";
import type { Timers } from "../../platform/timers";

/** What the operator can open is open within this time of the close. */
const SWEEP_MS = 250;
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
  private stopTimer: () => void = () => undefined;
  private running: Promise<void> | null = null;

  constructor(private readonly ports: OpeningSweepPorts) {}

  start(): void {
    this.stopTimer = this.ports.timers.every(SWEEP_MS, () => this.run());
  }

  async stop(): Promise<void> {
    this.stopTimer();
    await this.running;
  }

  /** One sweep at a time. */
  private run(): void {
    this.running ??= this.sweep()
      .catch(this.ports.onError)
      .finally(() => {
        this.running = null;
      });
  }

  private async sweep(): Promise<void> {
    for (const auctionId of await this.ports.awaiting(LARGEST_SWEEP))
      await this.ports.open(auctionId).catch(this.ports.onError);
  }
}
