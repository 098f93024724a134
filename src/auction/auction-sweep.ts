import type { DataSource } from "typeorm";
import type { Id } from "../platform/ids";
import type { StoreClock } from "../platform/store-clock";
import type { Instant } from "../platform/time";
import type { Timers } from "../platform/timers";

/** Openings and closings show within this time; bids never depend on it. */
const SWEEP_MS = 250;
/** How often a node notes that it can take bids. */
const HEARTBEAT_MS = 1_000;
/** Auctions that one sweep brings up to the time. */
const LARGEST_SWEEP = 100;

export interface SweepPorts {
  readonly database: DataSource;
  readonly timers: Timers;
  readonly clock: StoreClock;
  readonly advance: (auctionId: Id) => Promise<void>;
  readonly onError: (error: unknown) => void;
}

/** Makes openings and closings prompt, and notes every second that this node could take bids. */
export class AuctionSweep {
  private stops: (() => void)[] = [];
  private running: Promise<void> = Promise.resolve();
  private isRunning = false;

  constructor(private readonly ports: SweepPorts) {}

  async start(): Promise<void> {
    await this.beat();
    const { timers } = this.ports;
    this.stops = [
      timers.every(SWEEP_MS, () => this.run(() => this.sweep())),
      timers.every(HEARTBEAT_MS, () => void this.beat().catch(this.ports.onError)),
    ];
  }

  async stop(): Promise<void> {
    for (const stop of this.stops) stop();
    await this.running;
  }

  /** One sweep at a time: a slow database is not asked again before it has answered. */
  private run(work: () => Promise<void>): void {
    if (this.isRunning) return;
    this.isRunning = true;
    this.running = work()
      .catch(this.ports.onError)
      .finally(() => {
        this.isRunning = false;
      });
  }

  private async sweep(): Promise<void> {
    const due = await this.ports.database.query<{ auction_id: Id }[]>(
      `(SELECT auction_id FROM auction_state WHERE status = 'SCHEDULED' AND opens_at <= clock_timestamp()
        ORDER BY opens_at LIMIT ${LARGEST_SWEEP})
       UNION ALL
       (SELECT auction_id FROM auction_state WHERE status = 'OPEN' AND closes_at <= clock_timestamp()
        ORDER BY closes_at LIMIT ${LARGEST_SWEEP})`,
    );
    for (const { auction_id } of due) await this.ports.advance(auction_id).catch(this.ports.onError);
  }

  /** One row a second however many nodes there are: only the silence of all of them is an interruption. */
  private async beat(): Promise<void> {
    const [row] = await this.ports.database.query<{ clock: Instant }[]>(
      `WITH beat AS (
         INSERT INTO intake_heartbeat (at) VALUES (date_trunc('second', clock_timestamp())) ON CONFLICT DO NOTHING),
       old AS (DELETE FROM intake_heartbeat WHERE at < clock_timestamp() - interval '2 days')
       SELECT clock_timestamp() AS clock`,
    );
    if (row) this.ports.clock.observe(row.clock);
  }
}
