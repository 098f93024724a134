import { Counter, Gauge, Histogram, type Registry } from "prom-client";
import type { BidAnswer } from "./bidding/bid-answer";

/** What deciding bids looks like from outside. Amounts never get here. */
export class AuctionMetrics {
  private readonly decisions: Counter<"outcome">;
  private readonly batchSize: Histogram;
  private readonly lockSeconds: Histogram;
  private readonly commitSeconds: Histogram;

  constructor(
    registry: Registry,
    gauges: {
      readonly waitingBids: () => number;
      readonly waitingForPool: () => number;
      readonly waitingForShares: () => number;
    },
  ) {
    const registers = [registry];
    this.decisions = new Counter({
      name: "recoup_bid_decisions_total",
      help: "Bids by what was decided: ACCEPTED, the reason of a rejection, REPLAYED, or REFUSED without an entry.",
      labelNames: ["outcome"],
      registers,
    });
    this.batchSize = new Histogram({
      name: "recoup_bid_batch_size",
      help: "Commands decided in one transaction.",
      buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256, 512],
      registers,
    });
    this.lockSeconds = new Histogram({
      name: "recoup_bid_lock_seconds",
      help: "From asking for an auction's lock to having it, and the facts read under it.",
      buckets: DURATIONS,
      registers,
    });
    this.commitSeconds = new Histogram({
      name: "recoup_bid_commit_seconds",
      help: "From sending a batch's rows to the answer of its COMMIT.",
      buckets: DURATIONS,
      registers,
    });
    gauge(registry, "recoup_bid_queue_depth", "Bids that wait on this node.", gauges.waitingBids);
    gauge(registry, "recoup_bid_pool_waiting", "Batches that wait for a connection.", gauges.waitingForPool);
    gauge(
      registry,
      "recoup_auctions_awaiting_shares",
      "Auctions whose sealed bids wait to be opened, as this node found them last.",
      gauges.waitingForShares,
    );
  }

  decided(answers: readonly BidAnswer[], seconds: { readonly lock: number; readonly commit: number }): void {
    this.batchSize.observe(answers.length);
    this.lockSeconds.observe(seconds.lock);
    this.commitSeconds.observe(seconds.commit);
    const counts = new Map<string, number>();
    for (const outcome of answers.map(outcomeOf)) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
    for (const [outcome, count] of counts) this.decisions.inc({ outcome }, count);
  }
}

const DURATIONS = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2];

function gauge(registry: Registry, name: string, help: string, read: () => number): void {
  new Gauge({
    name,
    help,
    registers: [registry],
    collect() {
      this.set(read());
    },
  });
}

function outcomeOf(answer: BidAnswer): string {
  if (answer.kind !== "decided") return "REFUSED";
  if (answer.replayed) return "REPLAYED";
  return answer.bid.reason ?? "ACCEPTED";
}
