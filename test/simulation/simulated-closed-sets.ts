import { hash } from "node:crypto";
import type { NewBid } from "../../src/auction/bidding/new-bid";
import {
  bidLimit,
  type AuctionState,
  type Participant,
  type SealedDigest,
  type Sealing,
} from "../../src/auction/domain";
import type { Id } from "../../src/platform/ids";
import type { ClosedBid, ClosedSet } from "../../src/auction/sealing/closed-bid";
import type { ClosedSetStore } from "../../src/auction/sealing/closed-set.store";
import { seconds, type Instant } from "../../src/platform/time";
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

    boxesGone: (tx, auctionId) =>
      connectionOf(tx).call((session) => {
        const { rows } = session.open;
        const gone = rows.parts(auctionId).flatMap(({ participant: { buyerId }, voidedThrough }) => {
          const closing = roundClosedBefore(rows, auctionId, voidedThrough);
          const last = rows
            .bids(auctionId)
            .findLast(
              ({ bid }) => bid.buyerId === buyerId && bid.decision === "ACCEPTED" && bid.sequence < closing,
            );
          return last?.isSealed && last.box ? [hashOf(last.box)] : [];
        });
        return new Set(gone);
      }),

    sharesBroughtBy: (tx, { auctionId, custodianId, submittedBy }) =>
      connectionOf(tx).call((session) => {
        const { rows } = session.open;
        const boxes = rows.bids(auctionId).flatMap(({ bid: { sequence }, box }) => {
          const brought = rows.share(auctionId, sequence, custodianId);
          return box && brought?.submittedBy === submittedBy ? [[hashOf(box), brought.share] as const] : [];
        });
        return new Map(boxes);
      }),

    insertShares: (tx, { auctionId, custodianId, submittedBy, shares }) =>
      connectionOf(tx).call((session) => {
        const { rows } = session.open;
        const common = { auctionId, custodianId, submittedBy };
        const isNew = [...shares].map(([sequence, share]) =>
          rows.insertShare({ ...common, sequence, share: share && Buffer.from(share) }),
        );
        return isNew.includes(true);
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
  const { terms, phase } = state;
  const { sealing } = terms;
  if (!sealing) throw new Error("An auction waits for shares that was not sealed");
  const bids = rows
    .parts(auctionId)
    .flatMap(({ participant }) => {
      const live = rows.live(auctionId, participant.buyerId);
      return live?.isSealed ? [toClosedBid(rows, live, participant, sealing)] : [];
    })
    .sort((a, b) => a.sequence - b.sequence);
  return {
    auctionId,
    sellerId: auction.sellerId,
    round: phase?.name === "BINDING" ? 2 : 1,
    closedAt: state.closesAt,
    scheduledEnd: scheduledEndOf(state),
    sealing,
    currency: terms.currency,
    bids,
  };
}

function scheduledEndOf({ terms, phase, closesAt }: AuctionState): Instant {
  if (phase === null || phase.name === "INDICATION") return terms.closesAt;
  const binding = terms.bestAndFinal?.bindingSeconds;
  return phase.name === "BINDING" && binding !== undefined ? phase.since + seconds(binding) : closesAt;
}

function toClosedBid(
  rows: Staging,
  { bid, box }: NewBid,
  participant: Participant,
  { custodians }: Sealing,
): ClosedBid {
  const { auctionId, sequence, buyerId, paddle, keyHash } = bid;
  if (!box) throw new Error(`The box of bid ${sequence} is lost`);
  const sealed = rows.entry(auctionId, sequence)?.data["sealed"] as SealedDigest | undefined;
  const shares = custodians.flatMap(({ id }) => {
    const brought = rows.share(auctionId, sequence, id);
    return brought ? [[id, brought.share] as const] : [];
  });
  return {
    auctionId,
    sequence,
    buyerId,
    paddle,
    keyHash,
    limit: bidLimit(participant),
    belowIndicationReason: sealed?.belowIndicationReason ?? null,
    box,
    boxHash: hashOf(box),
    shares: new Map(shares),
    reveal: rows.reveal(auctionId, sequence) ?? null,
  };
}

/** The entry before a void that closed the auction's round; 0 where the void came before. */
function roundClosedBefore(rows: Staging, auctionId: Id, voidedThrough: number): number {
  for (let sequence = voidedThrough; sequence > 0; sequence -= 1)
    if (rows.entry(auctionId, sequence)?.type === "RoundClosed") return sequence;
  return 0;
}

function hashOf(box: Buffer): string {
  return hash("sha256", box, "hex");
}
