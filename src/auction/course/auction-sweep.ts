import type { Id } from "../../platform/ids";
import { OneAtATime } from "../../platform/one-at-a-time";
import type { StoreClock } from "../../platform/store-clock";
import type { Timers } from "../../platform/timers";
import { OpeningRefused } from "../auction-ledger";
import type { SweepStore } from "./auction-sweep.store";
import type { ClockGuard } from "../clock-guard";

/** Openings, steps and closings show within this time; bids never depend on it. */
const SWEEP_MS = 250;
/** How often a node notes that it can take bids. */
const HEARTBEAT_MS = 1_000;
/** However fast a sandbox's clock runs. */
const SHORTEST_MS = 50;
/** Auctions that one sweep brings up to the time at once: one whose lock is held keeps only its own lane waiting. */
const LANES = 4;
/** Auctions that one sweep opens, as many whose price it lets fall, and as many that it closes. */
const LARGEST_SWEEP = 100;

export interface SweepPorts {
  readonly store: SweepStore;
  readonly timers: Timers;
  /** How many times as fast the store's clock runs: work is done as often by that clock, as far as it can be. */
  readonly pace: number;
  readonly clock: StoreClock;
  readonly clockGuard: ClockGuard;
  readonly advance: (auctionId: Id) => Promise<unknown>;
  readonly onError: (error: unknown) => void;
}

/** Makes openings, steps and closings prompt, and notes every second that this node could take bids. */
export class AuctionSweep {
  private stops: (() => void)[] = [];
  /** A slow database is not asked again before it has answered, nor one that is away by more and more beats. */
  private readonly sweeps: OneAtATime;
  private readonly beats: OneAtATime;

  constructor(private readonly ports: SweepPorts) {
    this.sweeps = new OneAtATime(() => this.sweep(), ports.onError);
    this.beats = new OneAtATime(() => this.beat(), ports.onError);
  }

  async start(): Promise<void> {
    await this.beat();
    const { timers, pace } = this.ports;
    const often = (milliseconds: number) => Math.max(SHORTEST_MS, milliseconds / pace);
    this.stops = [
      timers.every(often(SWEEP_MS), () => this.sweeps.run()),
      timers.every(often(HEARTBEAT_MS), () => this.beats.run()),
    ];
  }

  async stop(): Promise<void> {
    for (const stop of this.stops) stop();
    await Promise.all([this.sweeps.settled(), this.beats.settled()]);
  }

  private async sweep(): Promise<void> {
    const due = await this.ports.store.dueAuctions(LARGEST_SWEEP);
    const waiting = due.values();
    const lanes = Math.min(LANES, due.length); // none where nothing is due, as mostly
    await Promise.all(Array.from({ length: lanes }, () => this.advanceAll(waiting)));
  }

  private async advanceAll(waiting: Iterable<Id>): Promise<void> {
    for (const auctionId of waiting)
      await this.ports.advance(auctionId).catch((error: unknown) => this.tell(error));
  }

  /** That nothing is opened on a journal in doubt was told when the doubt arose. */
  private tell(error: unknown): void {
    if (!(error instanceof OpeningRefused)) this.ports.onError(error);
  }

  /**
   * Only the silence of all nodes is an interruption; a node that doubts the clock decides nothing, and is silent. A clock
   * that jumped is noticed before anything is decided by it.
   */
  private async beat(): Promise<void> {
    const { store, clock, clockGuard } = this.ports;
    const asked = clockGuard.now();
    const read = await store.beat({ canDecide: clockGuard.doubt === null });
    clock.observe(read);
    clockGuard.check(read, asked);
  }
}
