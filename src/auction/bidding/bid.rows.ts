import { bidStatus, type AuctionState, type BidReason, type BidStatus } from "../domain";
import type { DecidedBid } from "./bid-answer";

/** A bid as it was decided, and what became of it by itself. */
export interface BidFate extends DecidedBid {
  /** Its firm took it back, or it is itself what took one back. */
  readonly isWithdrawn: boolean;
  /** What the opening found in a sealed bid that counts, or was set aside; null otherwise. */
  readonly openedAmount: bigint | null;
  readonly setAsideReason: BidReason | null;
  /** Of a sealed bid that counts. */
  readonly rank: number | null;
}

/** The same, and what its firm's other bids tell about where it stands now. */
export interface BidRow extends BidFate {
  /** Its firm's bids up to this sequence were voided. */
  readonly voidedThrough: number;
  /** The sequence of its firm's latest accepted bid or withdrawal that was not voided; null when it has none. */
  readonly latestAccepted: number | null;
}

/** Of `bid b`. */
export const DECIDED_COLUMNS = `b.auction_id AS "auctionId", b.sequence, b.id, b.buyer_id AS "buyerId", b.paddle,
  b.key_hash AS "keyHash", b.fingerprint, b.actor_id AS "actorId", b.actor_kind AS "actorKind", b.decision, b.reason,
  b.amount_minor AS amount, b.maximum_minor AS maximum, b.minimum_next_minor AS "minimumNextBid", b.confirmed, b.raise,
  b.moved, b.withdrawal, b.received_at AS "receivedAt", b.decided_at AS "decidedAt"`;

const isWithdrawnIn = (auction: string): string =>
  `b.withdrawal OR b.sealed AND coalesce((SELECT n.withdrawal FROM bid n
    WHERE n.auction_id = ${auction} AND n.buyer_id = b.buyer_id AND n.decision = 'ACCEPTED' AND n.sequence > b.sequence
    ORDER BY n.sequence LIMIT 1), false)`;

/** Of `bid b`: the first thing that its firm did after it and that was accepted took it back, or it did so itself. */
export const IS_WITHDRAWN = isWithdrawnIn("b.auction_id");

const openedIn = (auction: string, column: string): string =>
  `CASE WHEN b.sealed THEN (SELECT o.${column} FROM opened_bid o
    WHERE o.auction_id = ${auction} AND o.sequence = b.sequence) END`;

/** Of `bid b`, as BidFate; with a parameter that names the auction of all of them, its partition alone is looked into. */
export const fateColumns = (auction = "b.auction_id"): string =>
  `${DECIDED_COLUMNS}, ${isWithdrawnIn(auction)} AS "isWithdrawn",
  ${openedIn(auction, "amount_minor")} AS "openedAmount", ${openedIn(auction, "reason")} AS "setAsideReason",
  ${openedIn(auction, "rank")} AS "rank"`;

/** Of `bid b` and its firm's `participant p`. */
export const BID_COLUMNS = `${fateColumns()}, p.voided_through AS "voidedThrough",
  (SELECT max(l.sequence) FROM bid l WHERE l.auction_id = b.auction_id AND l.buyer_id = b.buyer_id
    AND l.decision = 'ACCEPTED' AND l.sequence > p.voided_through) AS "latestAccepted"`;

export const BID_TABLES =
  "bid b JOIN participant p ON p.auction_id = b.auction_id AND p.buyer_id = b.buyer_id";

/** Where a bid stands now. */
export function statusOf(state: AuctionState, bid: BidRow): BidStatus {
  return bidStatus(state, {
    buyerId: bid.buyerId,
    sequence: bid.sequence,
    isAccepted: bid.decision === "ACCEPTED",
    isVoided: bid.sequence <= bid.voidedThrough,
    isWithdrawn: bid.isWithdrawn,
    isSetAside: bid.setAsideReason !== null,
    latestSequence: bid.latestAccepted,
  });
}

/** An amount in a row that came as JSON, whose numbers would not hold it. */
export function toMinor(text: string | null): bigint | null {
  return text === null ? null : BigInt(text);
}
