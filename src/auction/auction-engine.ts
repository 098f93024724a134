import type { PipelinePool } from "../platform/database/pipeline-pool";
import type { TransactionRunner } from "../platform/database/transactions";
import type { FeedHub } from "../platform/feeds/feed-hub";
import type { Id } from "../platform/ids";
import type { Entry } from "../platform/journal/chain";
import type { Randomness } from "../platform/randomness";
import type { StoreClock } from "../platform/store-clock";
import type { Instant } from "../platform/time";
import type { Timers } from "../platform/timers";
import { Arbiter, type ArbiterPorts } from "./bidding/arbiter";
import { AuctionDesk } from "./auction-desk";
import { AuctionLedger, type AuctionReactions } from "./auction-ledger";
import { AuctionSweep } from "./course/auction-sweep";
import type { SweepStore } from "./course/auction-sweep.store";
import { BidIntake } from "./bidding/bid-intake";
import type { BatchStore } from "./bidding/bid.store";
import { ClockGuard } from "./clock-guard";
import type { LedgerStore } from "./ledger.store";
import { PauseAuction } from "./course/pause-auction";
import type { ReceiptSigner } from "./proof/receipts";

/** All that deciding needs from outside. */
export interface EnginePorts {
  readonly transactions: TransactionRunner;
  readonly biddingPool: Pick<PipelinePool, "use">;
  readonly batchStore: BatchStore;
  readonly ledgerStore: LedgerStore;
  readonly sweepStore: SweepStore;
  readonly reactions: AuctionReactions;
  /** Told, after their commit, of entries. */
  readonly hub: Pick<FeedHub, "committed" | "announced">;
  readonly randomness: Randomness;
  readonly timers: Timers;
  readonly storeClock: StoreClock;
  /** This node's clock that only goes forward, in microseconds. */
  readonly monotonic: () => Instant;
  /** How many times as fast the store's clock runs; absent: 1. */
  readonly pace?: number;
  /** Bids in one transaction at most. */
  readonly largestBatch: number;
  readonly onDecided: ArbiterPorts["onDecided"];
  /** Absent: bids are answered without receipts. */
  readonly signReceipts?: ReceiptSigner;
  /** Why no auction may be opened; null, or absent: they may. */
  readonly doubt?: () => string | null;
  readonly onError: (error: unknown) => void;
}

export interface AuctionEngine {
  readonly ledger: AuctionLedger;
  readonly desk: AuctionDesk;
  readonly pause: PauseAuction;
  readonly intake: BidIntake;
  /** Openings and closings by time, from `start` to `stop`. */
  readonly sweep: AuctionSweep;
  readonly clockGuard: ClockGuard;
}

/** What decides, connected: the same in a node and in the simulation, which gives it other ports. */
export function createEngine(ports: EnginePorts): AuctionEngine {
  const { transactions, hub, monotonic, onError, pace = 1 } = ports;
  const onCommitted = (_auctionId: Id, entries: readonly Entry[]) => hub.committed(entries);
  const clockGuard = new ClockGuard(ports.storeClock.monotonic);
  const ledger = new AuctionLedger({ ...ports, store: ports.ledgerStore, clockGuard, onCommitted });
  const desk = new AuctionDesk(transactions, ledger);
  const pause = new PauseAuction(desk, transactions, ledger);
  const advance = (auctionId: Id) => desk.advance(auctionId);
  const arbiter = new Arbiter({
    pool: ports.biddingPool,
    store: ports.batchStore,
    randomness: ports.randomness,
    timers: ports.timers,
    clockGuard,
    ...(ports.signReceipts && { signReceipts: ports.signReceipts }),
    advance,
    pauseForClock: (auctionId) => pause.forClock(auctionId),
    onCommitted,
    onFound: (auctionId, sequence) => hub.announced(auctionId, sequence),
    onDecided: ports.onDecided,
    onError,
  });
  const intake = new BidIntake(arbiter, ports.timers, monotonic, ports.largestBatch);
  const sweep = new AuctionSweep({
    store: ports.sweepStore,
    timers: ports.timers,
    pace,
    clock: ports.storeClock,
    clockGuard,
    advance,
    onError,
  });
  return { ledger, desk, pause, intake, sweep, clockGuard };
}
