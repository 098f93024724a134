import type { DecidedBid } from "../../src/auction/bidding/bid-answer";
import type { AuctionState } from "../../src/auction/domain";
import type { Id } from "../../src/platform/ids";
import type { Firm, PlannedAuction } from "./cast";
import type { VirtualTime } from "./scheduler";
import type { Run } from "./simulation";
import { exposureKey, type AuctionTables } from "./simulated-tables";

/** Case 18 over all auctions together: what is put aside for a firm, commit by commit, and what it was refused for. */
export function exposureProblems({ cast, commits, auctions }: Run): string[] {
  const currency = cast.auctions[0]?.terms.currency ?? "";
  const exposed = cast.firms.flatMap((firm) => {
    if (firm.exposureLimit === null) return [];
    const exposure = exposureKey({ sellerId: cast.sellerId, buyerId: firm.buyerId, currency });
    return [new Exposure(firm, exposure, { limit: firm.exposureLimit, auctions: cast.auctions })];
  });
  if (exposed.length === 0) return [];
  for (const { at, rows } of commits) {
    // A new auction's rows became the tables themselves; nothing is decided in them yet.
    const written = [...rows.auctions.values()].filter(
      (tables) => tables !== auctions.get(tables.auction.id),
    );
    for (const one of exposed) one.take({ at, limits: rows.limits, written });
  }
  return exposed.flatMap(({ problems }) => problems);
}

/** What of a commit is about exposure limits. */
interface Written {
  readonly at: VirtualTime;
  readonly limits: ReadonlyMap<string, bigint>;
  readonly written: readonly AuctionTables[];
}

/** One firm's exposure limit, as it is divided among the auctions. */
class Exposure {
  readonly problems: string[] = [];
  private limit: bigint;
  private readonly held = new Map<Id, bigint>();
  /** What it is committed to: before anything has happened in an auction, what is sealed there. */
  private readonly committed = new Map<Id, bigint>();
  private lastMove: VirtualTime = 0;

  constructor(
    private readonly firm: Firm,
    private readonly exposure: string,
    { limit, auctions }: { readonly limit: bigint; readonly auctions: readonly PlannedAuction[] },
  ) {
    this.limit = limit;
    for (const { id, terms, allotments } of auctions) {
      const allotment = allotments.get(firm.buyerId) ?? 0n;
      this.held.set(id, allotment);
      this.committed.set(id, terms.sealing === null ? 0n : allotment);
    }
  }

  take({ at, limits, written }: Written): void {
    for (const tables of written) this.compareRefusals(tables);
    const before = sum(this.held);
    const limit = limits.get(this.exposure);
    if (limit !== undefined) [this.limit, this.lastMove] = [limit, at];
    for (const tables of written) if (this.move(tables)) this.lastMove = at;
    const after = sum(this.held);
    // What was put aside under a higher limit stays until it is given back; nothing is added to it.
    if (after > this.limit && after > before)
      this.problems.push(`paddle ${this.firm.paddle} is allotted ${after} of ${this.limit}`);
  }

  /** Answers whether what the firm holds or needs of its limit is another. */
  private move({ auction: { id }, state, parts, entries }: AuctionTables): boolean {
    const { buyerId } = this.firm;
    const before = this.held.get(id) ?? 0n;
    const after = parts.get(buyerId)?.participant.allotment ?? before;
    const isListed = entries.some(({ type }) => type === "ShortlistMade");
    this.compareEnd(state, { before, after, isListed });
    const committed = committedIn(state, buyerId, after);
    const isMoved = after !== before || committed !== this.committed.get(id);
    this.held.set(id, after);
    this.committed.set(id, committed);
    return isMoved;
  }

  /** The winner keeps its price of what it had, and has all of that when it is awarded; nobody else keeps anything. */
  private compareEnd(
    state: AuctionState,
    {
      before,
      after,
      isListed,
    }: { readonly before: bigint; readonly after: bigint; readonly isListed: boolean },
  ): void {
    const { outcome, award, phase } = state;
    const { buyerId, paddle } = this.firm;
    // Who leaves the list later gives back when it is needed.
    const isOut = isListed && phase?.shortlist?.includes(buyerId) === false;
    const isOver = outcome !== null || state.status === "CANCELLED";
    const price = outcome?.winner?.buyerId === buyerId ? (outcome.price ?? 0n) : null;
    if (price === null) {
      if ((isOver || isOut) && after > 0n) this.problems.push(`paddle ${paddle} keeps ${after} for nothing`);
      return;
    }
    const kept = before < price ? before : price;
    if (after < kept) this.problems.push(`paddle ${paddle} won at ${price}, and keeps ${after} for it`);
    const others = sum(this.held) - before;
    if (award && after < price && price + others <= this.limit)
      this.problems.push(`paddle ${paddle} was awarded at ${price}, and ${after} are put aside for it`);
  }

  /**
   * When nothing of the limit has moved since the bid came in, only a bid may be refused for its allotment that the firm's
   * other commitments leave too little for.
   */
  private compareRefusals({ auction: { id }, bids }: AuctionTables): void {
    for (const { bid } of bids) {
      if (bid.buyerId !== this.firm.buyerId || bid.reason !== "ABOVE_LIMIT") continue;
      const needed = bid.maximum ?? bid.amount ?? 0n;
      const left = this.limit - sum(this.committed) + (this.committed.get(id) ?? 0n);
      if (this.isBeyondOwn(needed) || this.lastMove >= receivedAt(bid)) continue;
      if (needed <= left)
        this.problems.push(`bid ${bid.sequence} of ${needed} was refused, and the limit leaves ${left}`);
    }
  }

  /** By the auction's own limit for it. */
  private isBeyondOwn(needed: bigint): boolean {
    const { limit } = this.firm;
    return limit !== null && needed > limit;
  }
}

/** The highest maximum while it leads; all that is put aside while bids are sealed, and for what it has won. */
function committedIn(state: AuctionState, buyerId: Id, held: bigint): bigint {
  const { book, phase, endedAt, terms } = state;
  if (phase?.shortlist?.includes(buyerId) === false) return 0n;
  if (endedAt !== null || terms.sealing !== null) return held;
  return book.leader?.buyerId === buyerId ? book.leader.maximum : 0n;
}

/** In virtual time: the nodes' own clocks show it. */
function receivedAt({ receivedAt: at }: DecidedBid): VirtualTime {
  return Number(at);
}

function sum(amounts: ReadonlyMap<Id, bigint>): bigint {
  let total = 0n;
  for (const amount of amounts.values()) total += amount;
  return total;
}
