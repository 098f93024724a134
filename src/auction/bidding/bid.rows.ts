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

/** No place of a journal is behind it. */
const MOST_SEQUENCE = 2_147_483_647;

/** Of `bid b`. */
export const DECIDED_COLUMNS = `b.auction_id AS "auctionId", b.sequence, b.id, b.buyer_id AS "buyerId", b.paddle,
  b.key_hash AS "keyHash", b.fingerprint, b.actor_id AS "actorId", b.actor_kind AS "actorKind", b.decision, b.reason,
  b.amount_minor AS amount, b.maximum_minor AS maximum, b.minimum_next_minor AS "minimumNextBid", b.confirmed, b.raise,
  b.moved, b.withdrawal, b.received_at AS "receivedAt", b.decided_at AS "decidedAt"`;

// The accepted bid of a firm before or behind a place is the next in the order of their index, if it is the firm's at all. Asked
// for by equal auctions and firms instead, a planner whose statistics lag behind expects one or none, and sorts all of them.
const NEXT_OF_FIRM = `FROM bid n WHERE n.auction_id <= b.auction_id AND n.decision = 'ACCEPTED'
    AND (n.auction_id, n.buyer_id, n.sequence) > (b.auction_id, b.buyer_id, b.sequence)
    ORDER BY n.auction_id, n.buyer_id, n.sequence LIMIT 1`;
const LAST_OF_FIRM = `FROM bid l WHERE l.auction_id >= b.auction_id AND l.decision = 'ACCEPTED'
    AND (l.auction_id, l.buyer_id, l.sequence) <= (b.auction_id, b.buyer_id, ${MOST_SEQUENCE})
    ORDER BY l.auction_id DESC, l.buyer_id DESC, l.sequence DESC LIMIT 1`;

/** Of `bid b`: the first thing that its firm did after it and that was accepted took it back, or it did so itself. */
export const IS_WITHDRAWN = `b.withdrawal OR b.sealed AND coalesce((
    SELECT n.withdrawal AND (n.auction_id, n.buyer_id) = (b.auction_id, b.buyer_id) ${NEXT_OF_FIRM}), false)`;

const opened = (column: string, name: string): string =>
  `CASE WHEN b.sealed THEN (SELECT o.${column} FROM opened_bid o
    WHERE o.auction_id = b.auction_id AND o.sequence = b.sequence) END AS "${name}"`;

/** Of `bid b`, as BidFate. */
export const FATE_COLUMNS = `${DECIDED_COLUMNS}, ${IS_WITHDRAWN} AS "isWithdrawn",
  ${opened("amount_minor", "openedAmount")}, ${opened("reason", "setAsideReason")}, ${opened("rank", "rank")}`;

/** Of `bid b` and its firm's `participant p`. */
export const BID_COLUMNS = `${FATE_COLUMNS}, p.voided_through AS "voidedThrough", (
    SELECT CASE WHEN (l.auction_id, l.buyer_id) = (b.auction_id, b.buyer_id) AND l.sequence > p.voided_through
      THEN l.sequence END ${LAST_OF_FIRM}) AS "latestAccepted"`;

export const BID_TABLES =
  "bid b JOIN participant p ON p.auction_id = b.auction_id AND p.buyer_id = b.buyer_id";

/** The same of the bids whose places a table names, looked up one by one: joined, all bids of their firms may be read. */
export const bidsAt = (places: string): string => `${places}
  CROSS JOIN LATERAL (SELECT * FROM bid
    WHERE auction_id = ${places}.auction_id AND sequence = ${places}.sequence LIMIT 1) b
  CROSS JOIN LATERAL (SELECT * FROM participant
    WHERE auction_id = ${places}.auction_id AND buyer_id = b.buyer_id LIMIT 1) p`;

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
