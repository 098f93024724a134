import type { Transaction, TransactionRunner } from "../../platform/database/transactions";
import type { Id } from "../../platform/ids";
import { isRefusal, refuse, type OrRefusal, type Refusal } from "../../platform/refusal";
import type { AllotmentStore, Exposed } from "./allotment.store";
import { BY_SYSTEM } from "../auction-desk";
import type { AuctionLedger, LockedAuction } from "../auction-ledger";
import {
  commitment,
  commitsWholeLimit,
  freeBeside,
  leftBeside,
  takesBidsYet,
  visibleCommitment,
  visiblyLeftBeside,
  wantedAllotment,
  withExcess,
  type Participant,
} from "../domain";
import type { Buyers } from "../ports";

/** Whoever needs more is given this many times as much, where it is free. */
const ROOM_TO_RISE = 2n;

export interface AllotmentPorts {
  readonly transactions: TransactionRunner;
  readonly ledger: AuctionLedger;
  readonly store: AllotmentStore;
  readonly lockFirm: Buyers["lockFirm"];
}

/** What of its exposure limit a firm needs in an auction. */
export interface AllotmentOrder {
  readonly auctionId: Id;
  readonly buyerId: Id;
  readonly amount: bigint;
}

/** The firm's limit may leave enough, but other auctions hold more of it than they need: thrown to undo what was begun. */
class AllotmentShort extends Error {
  constructor(readonly order: AllotmentOrder) {
    super("More of a firm's exposure limit must be moved to an auction first");
  }
}

/**
 * Divides firms' exposure limits among auctions (auction-rules.md, case 18). Whoever gives an auction more holds the firm's
 * lock first and then the auctions' by id; giving back needs the auction's lock alone.
 */
export class Allotments {
  constructor(private readonly ports: AllotmentPorts) {}

  /** For a bid that only its allotment keeps out, in a transaction of its own; what the limit leaves is moved there. */
  async provide(order: AllotmentOrder): Promise<void> {
    await this.ports.transactions.run(async (tx) => {
      const exposed = await this.lockExposed(tx, order);
      const limit = exposed && (await this.ports.store.limit(tx, exposed));
      if (!exposed || limit === null) return;
      const others = await this.others(tx, exposed, order.auctionId);
      if (order.amount > leftBeside(limit, others)) return;
      const toCut = order.amount > freeBeside(limit, others) ? withExcess(others) : [];
      const ids = [...toCut.map(({ auctionId }) => auctionId), order.auctionId].sort();
      const locked = await this.lockAll(tx, ids);
      for (const auction of locked)
        if (auction.auction.id !== order.auctionId) await cut(auction, order.buyerId);
      const own = locked.find(({ auction }) => auction.id === order.auctionId);
      if (own) await this.grant(tx, own, exposed, order);
    });
  }

  /** Does something that may find the limit short, as a transaction; then makes room in one of its own, and does it once more. */
  async withRoom<Result>(work: () => Promise<OrRefusal<Result>>): Promise<OrRefusal<Result>> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof AllotmentShort)) throw error;
      await this.makeRoom(error.order);
    }
    return work().catch((error: unknown) => {
      if (!(error instanceof AllotmentShort)) throw error;
      return beyondLimit();
    });
  }

  /** What a firm is allotted with a limit in an auction, under both locks; null: it has none in the auction's currency. */
  async forLimit(
    tx: Transaction,
    { auction, state }: LockedAuction,
    { buyerId, limit: own }: { readonly buyerId: Id; readonly limit: bigint | null },
  ): Promise<OrRefusal<bigint | null>> {
    const exposed = { sellerId: auction.sellerId, buyerId, currency: state.terms.currency };
    const limit = await this.ports.store.limit(tx, exposed);
    if (limit === null) return null;
    const others = await this.others(tx, exposed, auction.id);
    const wanted = wantedAllotment(state, own);
    const free = freeBeside(limit, others);
    // Where bids can be read, more can be moved when one needs it.
    if (!commitsWholeLimit(state)) return between(0n, free, wanted);
    if ((own ?? 1n) > visiblyLeftBeside(limit, others)) return beyondLimit();
    const needed = between(0n, leftBeside(limit, others), wanted);
    if (free < needed) throw new AllotmentShort({ auctionId: auction.id, buyerId, amount: needed });
    return needed;
  }

  /** While bids are sealed, the firm's allotment goes with its limit in the auction. */
  async onLimitChanging(
    tx: Transaction,
    locked: LockedAuction,
    { participant, limit }: { readonly participant: Participant; readonly limit: bigint | null },
  ): Promise<Refusal | null> {
    const { state } = locked;
    const isBound = participant.status === "ADMITTED" && participant.allotment !== null;
    if (!isBound || !takesBidsYet(state) || !commitsWholeLimit(state)) return null;
    const allotment = await this.forLimit(tx, locked, { buyerId: participant.buyerId, limit });
    if (isRefusal(allotment)) return allotment;
    if (allotment !== null) await change(locked, participant.buyerId, () => allotment);
    return null;
  }

  /** Puts the price aside that a firm is about to buy at. Its bid binds it: what only its maxima elsewhere forbid is sold. */
  async forAward(
    tx: Transaction,
    locked: LockedAuction,
    { buyerId, price, rank }: { readonly buyerId: Id; readonly price: bigint; readonly rank: number },
  ): Promise<Refusal | null> {
    const participant = await locked.participant(buyerId);
    if (!participant || participant.allotment === null || participant.allotment >= price) return null;
    const { auction, state } = locked;
    const exposed = { sellerId: auction.sellerId, buyerId, currency: state.terms.currency };
    const limit = await this.ports.store.limit(tx, exposed);
    if (limit === null) return null;
    const others = await this.others(tx, exposed, auction.id);
    if (rank > 1 && price > visiblyLeftBeside(limit, others)) return beyondLimit();
    const needed = between(participant.allotment, leftBeside(limit, others), price);
    if (freeBeside(limit, others) < needed)
      throw new AllotmentShort({ auctionId: auction.id, buyerId, amount: needed });
    await change(locked, buyerId, () => needed);
    return null;
  }

  /** For whoever will change an allotment behind other locks: an auction's comes before a sale's. */
  async lock(tx: Transaction, auctionId: Id): Promise<void> {
    await this.ports.ledger.lock(tx, auctionId, BY_SYSTEM);
  }

  /** A sale that is paid for, or dead, commits its firm no longer. */
  async release(tx: Transaction, { auctionId, buyerId }: Omit<AllotmentOrder, "amount">): Promise<void> {
    const locked = await this.ports.ledger.lock(tx, auctionId, BY_SYSTEM);
    await change(locked, buyerId, ({ allotment }) => allotment && 0n);
  }

  /**
   * The firm's limit was set, under its lock. It is refused below what the seller sees the firm committed to: a refusal
   * below its maxima would tell the seller how high they are. What is committed above the limit stands.
   */
  async onLimitSet(tx: Transaction, exposed: Exposed, limit: bigint): Promise<Refusal | null> {
    const divided = (await this.ports.store.parts(tx, exposed)).map(({ auctionId }) => auctionId);
    const undivided = await this.ports.store.undivided(tx, exposed);
    const locked = await this.lockAll(tx, [...divided, ...undivided].sort());
    let left = limit;
    for (const auction of locked) {
      const participant = await auction.participant(exposed.buyerId);
      if (participant) left -= visibleCommitment(auction.state, participant);
    }
    if (left < 0n) {
      return refuse("LIMIT_REACHED", "The firm is committed to more than that.", {
        path: ["input", "limit"],
      });
    }
    const parts = await this.ports.store.parts(tx, exposed);
    if (freeBeside(limit, parts) < 0n) for (const auction of locked) await cut(auction, exposed.buyerId);
    for (const auction of locked) await this.begin(tx, auction, exposed, limit);
    return null;
  }

  /** A firm that had no limit when it was admitted is allotted what it is committed to, as far as the limit reaches. */
  private async begin(
    tx: Transaction,
    locked: LockedAuction,
    exposed: Exposed,
    limit: bigint,
  ): Promise<void> {
    const left = freeBeside(limit, await this.others(tx, exposed, locked.auction.id));
    await change(locked, exposed.buyerId, (participant) => {
      if (participant.allotment !== null || !takesBidsYet(locked.state)) return participant.allotment;
      return between(0n, left, commitment(locked.state, participant));
    });
  }

  private async grant(
    tx: Transaction,
    locked: LockedAuction,
    exposed: Exposed,
    { auctionId, buyerId, amount }: AllotmentOrder,
  ): Promise<void> {
    const limit = await this.ports.store.limit(tx, exposed);
    const free = freeBeside(limit ?? 0n, await this.others(tx, exposed, auctionId));
    await change(locked, buyerId, (participant) => {
      const { status, allotment } = participant;
      if (status !== "ADMITTED" || allotment === null || !takesBidsYet(locked.state)) return allotment;
      if (free < amount || allotment >= amount) return allotment;
      // With room for the bids that follow: a price that rises step by step must not ask for each of them.
      const wanted = highest(wantedAllotment(locked.state, participant.limit), ROOM_TO_RISE * amount);
      return between(amount, free, participant.limit ?? wanted);
    });
  }

  /** Has the firm's other auctions give back what they do not need. */
  private async makeRoom(order: AllotmentOrder): Promise<void> {
    await this.ports.transactions.run(async (tx) => {
      const exposed = await this.lockExposed(tx, order);
      if (!exposed) return;
      const others = withExcess(await this.others(tx, exposed, order.auctionId));
      const locked = await this.lockAll(
        tx,
        others.map(({ auctionId }) => auctionId),
      );
      for (const auction of locked) await cut(auction, order.buyerId);
    });
  }

  private async lockExposed(tx: Transaction, firm: Omit<AllotmentOrder, "amount">): Promise<Exposed | null> {
    const exposed = await this.ports.store.exposed(tx, firm);
    if (exposed) await this.ports.lockFirm(tx, exposed.sellerId, exposed.buyerId);
    return exposed;
  }

  private async others(tx: Transaction, exposed: Exposed, auctionId: Id) {
    return (await this.ports.store.parts(tx, exposed)).filter((part) => part.auctionId !== auctionId);
  }

  private async lockAll(tx: Transaction, ids: readonly Id[]): Promise<readonly LockedAuction[]> {
    const locked: LockedAuction[] = [];
    for (const id of ids) locked.push(await this.ports.ledger.lock(tx, id, BY_SYSTEM));
    return locked;
  }
}

function beyondLimit(): Refusal {
  return refuse("LIMIT_REACHED", "The firm's exposure limit leaves less than that.");
}

function highest(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}

/** As much as is there of what is wanted, and never less than the least. */
function between(least: bigint, there: bigint, wanted: bigint): bigint {
  const most = there < wanted ? there : wanted;
  return most > least ? most : least;
}

/** Leaves an auction just what the firm is committed to there. */
async function cut(locked: LockedAuction, buyerId: Id): Promise<void> {
  await change(locked, buyerId, (participant) => {
    if (participant.allotment === null) return null;
    return between(0n, participant.allotment, commitment(locked.state, participant));
  });
}

/** `allotmentOf`: what it is to be, as the firm and the auction stand when it is written down; null: it stays none. */
async function change(
  locked: LockedAuction,
  buyerId: Id,
  allotmentOf: (participant: Participant) => bigint | null,
): Promise<void> {
  const problem = await locked.decideBy(async () => {
    const participant = await locked.participant(buyerId);
    const allotment = participant && allotmentOf(participant);
    return participant && allotment !== null ? { type: "ChangeAllotment", participant, allotment } : null;
  }, BY_SYSTEM);
  if (problem) throw new Error(`An allotment was not changed: ${problem.message}`);
}
