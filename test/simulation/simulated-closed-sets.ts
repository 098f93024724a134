import { hash } from "node:crypto";
import type { NewBid } from "../../src/auction/bidding/new-bid";
import { bidLimit, type Participant, type Sealing } from "../../src/auction/domain";
import type { Id } from "../../src/platform/ids";
import type { ClosedBid, ClosedSet } from "../../src/auction/sealing/closed-bid";
import type { ClosedSetStore } from "../../src/auction/sealing/closed-set.store";
import { connectionOf, type Line } from "./connection";
import { askOnce } from "./simulated-stores";
import { Staging } from "./simulated-tables";

/** `closedSetStore` said over the simulated tables. */
export function simulatedClosedSets(line: Line): ClosedSetStore {
  return {
    awaiting: (most) =>
      askOnce(line, ({ database }) =>
        [...database.tables.auctions.values()]
          .filter(({ state }) => state.status === "AWAITING_SHARES")
          .sort((a, b) => (a.state.closesAt < b.state.closesAt ? -1 : 1))
          .slice(0, most)
          .map(({ auction }) => auction.id),
      ),

    find: (auctionId) =>
      askOnce(line, ({ database }) => readClosedSet(new Staging(database.tables), auctionId)),

    read: (tx, auctionId) => connectionOf(tx).call((session) => readClosedSet(session.open.rows, auctionId)),

    sharesBroughtBy: (tx, { auctionId, custodianId, submittedBy }) =>
      connectionOf(tx).call((session) => {
        const { rows } = session.open;
        const brought = rows.sharesOf(auctionId, custodianId);
        if (brought?.submittedBy !== submittedBy) return new Map();
        const boxes = rows.bids(auctionId).flatMap(({ bid: { sequence }, box }) => {
          const share = brought.shares.get(sequence);
          return box && share !== undefined ? [[hashOf(box), share] as const] : [];
        });
        return new Map(boxes);
      }),

    insertShares: (tx, { auctionId, custodianId, submittedBy, shares }) =>
      connectionOf(tx).call((session) => {
        const kept = [...shares].map(([sequence, share]) => [sequence, share && Buffer.from(share)] as const);
        return session.open.rows.insertShares({
          auctionId,
          custodianId,
          submittedBy,
          shares: new Map(kept),
        });
      }),

    insertReveal: (tx, { auctionId, sequence }, { encapsulated, ciphertext }) =>
      connectionOf(tx).call((session) =>
        session.open.rows.insertReveal({ auctionId, sequence, encapsulated, ciphertext }),
      ),

    // Exports alone read them, and the simulation makes none.
    insertRevealedKeys: (tx) => connectionOf(tx).call(() => undefined),
  };
}

/** As `closedSetStore` reads it: what each firm has in play behind its last void. */
export function readClosedSet(rows: Staging, auctionId: Id): ClosedSet | null {
  const kept = rows.find(auctionId);
  if (kept?.state.status !== "AWAITING_SHARES") return null;
  const { auction, state } = kept;
  const { terms, endedAt } = state;
  const { sealing } = terms;
  if (!sealing || endedAt === null) throw new Error("An auction waits for shares that was not sealed");
  const bids = rows
    .parts(auctionId)
    .flatMap(({ participant }) => {
      const live = rows.lastAccepted(auctionId, participant.buyerId);
      return live && !live.bid.withdrawal ? [toClosedBid(rows, live, participant, sealing)] : [];
    })
    .sort((a, b) => a.sequence - b.sequence);
  return {
    auctionId,
    sellerId: auction.sellerId,
    round: 1,
    closedAt: endedAt,
    scheduledEnd: terms.closesAt,
    sealing,
    currency: terms.currency,
    bids,
  };
}

function toClosedBid(
  rows: Staging,
  { bid, box }: NewBid,
  participant: Participant,
  { custodians }: Sealing,
): ClosedBid {
  const { auctionId, sequence, buyerId, paddle, keyHash } = bid;
  if (!box) throw new Error(`The box of bid ${sequence} is lost`);
  const shares = custodians.flatMap(({ id }) => {
    const share = rows.sharesOf(auctionId, id)?.shares.get(sequence);
    return share === undefined ? [] : [[id, share] as const];
  });
  return {
    auctionId,
    sequence,
    buyerId,
    paddle,
    keyHash,
    limit: bidLimit(participant),
    belowIndicationReason: null,
    box,
    boxHash: hashOf(box),
    shares: new Map(shares),
    reveal: rows.reveal(auctionId, sequence) ?? null,
  };
}

function hashOf(box: Buffer): string {
  return hash("sha256", box, "hex");
}
