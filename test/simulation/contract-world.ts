import { randomUUID } from "node:crypto";
import { AuctionLedger } from "../../src/auction/auction-ledger";
import { readAuction, saveState } from "../../src/auction/auction.store";
import { sweepStore, type SweepStore } from "../../src/auction/course/auction-sweep.store";
import type { BidCommand } from "../../src/auction/bidding/bid-command";
import { batchStore, type BatchStore } from "../../src/auction/bidding/bid.store";
import type { Terms } from "../../src/auction/domain";
import {
  allotmentStore,
  type AllotmentStore,
  type Exposed,
} from "../../src/auction/exposure/allotment.store";
import { closedSetStore, type ClosedSetStore } from "../../src/auction/sealing/closed-set.store";
import { ActorKind } from "../../src/platform/access/viewer";
import type { PipelinePool } from "../../src/platform/database/pipeline-pool";
import type { TransactionRunner } from "../../src/platform/database/transactions";
import type { EntrySource } from "../../src/platform/feeds/entry-source";
import { systemIdentifiers, systemRandomness } from "../../src/platform/identifiers";
import type { Id } from "../../src/platform/ids";
import { JournalEntries } from "../../src/platform/journal/journal-query.store";
import type { Instant } from "../../src/platform/time";
import { AuctionWorld } from "../support/auction-world";
import { commandOf } from "../support/bid-command";
import { ClockGuard } from "../../src/auction/clock-guard";
import { terms as someTerms } from "../support/english-auction";
import { simulatedPool, simulatedTransactions } from "./connection";
import { Host } from "./host";
import { MILLISECOND, Scheduler, SECOND } from "./scheduler";
import { simulatedAllotmentStore } from "./simulated-allotments";
import { simulatedClosedSets } from "./simulated-closed-sets";
import { SimulatedDatabase } from "./simulated-database";
import {
  simulatedBatchStore,
  simulatedEntries,
  simulatedLedgerStore,
  simulatedSweepStore,
} from "./simulated-stores";
import { exposureKey } from "./simulated-tables";

/** A store as the contract asks it, with what other stages keep put there by its own means. */
export interface ContractWorld {
  readonly sellerId: Id;
  readonly transactions: TransactionRunner;
  readonly pool: Pick<PipelinePool, "use">;
  readonly batches: BatchStore;
  readonly ledger: AuctionLedger;
  readonly sweep: SweepStore;
  readonly entries: EntrySource;
  readonly closedSets: ClosedSetStore;
  readonly allotments: AllotmentStore;
  firm(name: string): Promise<Id>;
  suspend(buyerId: Id): Promise<void>;
  /** Sets what a firm may be committed to. */
  expose(exposed: Exposed, limit: bigint): Promise<void>;
  auction(times: { opensIn: number; closesIn: number }, terms?: Partial<Terms>): Promise<Id>;
  admit(auctionId: Id, ...buyerIds: readonly Id[]): Promise<void>;
  /** Has the auction, or the phase that it is in, end now. */
  end(auctionId: Id): Promise<void>;
  bid(auctionId: Id, buyerId: Id, amount: bigint | null, more?: { key?: string }): BidCommand;
  clock(): Promise<Instant>;
  /** Lets time pass until the work is done. */
  run<Result>(work: () => Promise<Result>): Promise<Result>;
  stop(): Promise<void>;
}

export async function realWorld(): Promise<ContractWorld> {
  const world = await AuctionWorld.start();
  const { database } = world;
  return {
    sellerId: world.sellerId,
    transactions: world.transactions,
    pool: world.pool,
    batches: batchStore,
    ledger: world.ledger,
    sweep: sweepStore(database),
    entries: new JournalEntries(database),
    closedSets: closedSetStore(database),
    firm: (name) => world.firm(name),
    suspend: async (buyerId) => {
      await database.query(
        `UPDATE qualification SET suspended_at = clock_timestamp(), suspended_by = $2, suspension_reason = 'x'
         WHERE buyer_id = $1`,
        [buyerId, randomUUID()],
      );
    },
    allotments: allotmentStore,
    expose: async ({ sellerId, buyerId, currency }, limit) => {
      await database.query(
        "INSERT INTO exposure (seller_id, buyer_id, currency, limit_minor) VALUES ($1, $2, $3, $4)",
        [sellerId, buyerId, currency, limit.toString()],
      );
    },
    auction: (times, terms) => world.auction(times, terms),
    admit: (auctionId, ...buyerIds) => world.admit(auctionId, ...buyerIds),
    end: (auctionId) =>
      world.transactions.run(async (tx) => {
        const found = await readAuction(tx, auctionId);
        if (found) await saveState(tx, auctionId, { ...found.state, closesAt: await tx.now() });
      }),
    bid: commandOf,
    clock: () => world.now(),
    run: (work) => work(),
    stop: () => world.stop(),
  };
}

/** No contract takes longer than this, in virtual time. */
const PATIENCE = 60 * SECOND;

export function simulatedWorld(): Promise<ContractWorld> {
  const scheduler = new Scheduler();
  const database = new SimulatedDatabase(scheduler, () => MILLISECOND);
  const host = new Host(scheduler, {
    scheduler,
    database,
    latency: () => MILLISECOND,
    fault: () => "none",
    silence: () => MILLISECOND,
  });
  const { line } = host;
  const sellerId = systemIdentifiers.next();
  const transactions = simulatedTransactions(line);
  const ledger = new AuctionLedger({
    store: simulatedLedgerStore,
    clockGuard: new ClockGuard(() => host.monotonic()),
    randomness: systemRandomness,
    reactions: { onRecorded: () => Promise.resolve() },
    onCommitted: () => undefined,
  });
  const { tables } = database;
  const run = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    let isDone = false;
    const end = () => void (isDone = true);
    const working = work();
    void working.then(end, end);
    await scheduler.run(scheduler.now + PATIENCE, () => isDone);
    return working;
  };
  return Promise.resolve({
    sellerId,
    transactions,
    pool: simulatedPool(line),
    batches: simulatedBatchStore,
    ledger,
    sweep: simulatedSweepStore(line),
    entries: simulatedEntries(line),
    closedSets: simulatedClosedSets(line),
    firm: () => {
      const buyerId = systemIdentifiers.next();
      tables.firms.set(buyerId, { isQualified: true, suspendedAt: null, expelledAt: null, lapsesAt: null });
      return Promise.resolve(buyerId);
    },
    suspend: (buyerId) => {
      const firm = tables.firms.get(buyerId);
      if (firm) tables.firms.set(buyerId, { ...firm, suspendedAt: database.clock() });
      return Promise.resolve();
    },
    allotments: simulatedAllotmentStore,
    expose: (exposed, limit) => {
      tables.exposures.set(exposureKey(exposed), { limit, allotted: 0n });
      return Promise.resolve();
    },
    auction: async (times, changes) => {
      const now = database.clock();
      const terms = someTerms({
        opensAt: now + BigInt(times.opensIn * SECOND),
        closesAt: now + BigInt(times.closesIn * SECOND),
        ...changes,
      });
      const id = systemIdentifiers.next();
      const row = { id, sellerId, portfolioId: id, assetClass: "BUSINESS_LOAN", jurisdictions: ["US-CA"] };
      const by = { actor: { id: sellerId, kind: ActorKind.PERSON, name: "Admin" }, firm: null };
      await run(() =>
        transactions.run((tx) => ledger.begin(tx, row, { type: "AuctionScheduled", terms }, by)),
      );
      return id;
    },
    admit: (auctionId, ...buyerIds) => {
      const parts = tables.auctions.get(auctionId)?.parts;
      buyerIds.forEach((buyerId, index) => {
        const bound = { limit: null, allotment: null, ndaSignedAt: database.clock() };
        const participant = { buyerId, paddle: String(101 + index), status: "ADMITTED", ...bound } as const;
        parts?.set(buyerId, { participant, voidedThrough: 0 });
      });
      return Promise.resolve();
    },
    end: (auctionId) => {
      const kept = tables.auctions.get(auctionId);
      if (kept) kept.state = { ...kept.state, closesAt: database.clock() };
      return Promise.resolve();
    },
    bid: commandOf,
    clock: () => run(() => transactions.run((tx) => tx.now())),
    run,
    stop: () => Promise.resolve(),
  });
}
