import { bidStatus, type AuctionState, type BidStatus } from "./domain";
import type { DecidedBid } from "./bid-answer";

/** A bid as it was decided, and what tells where it stands now. */
export interface BidRow extends DecidedBid {
  /** Its firm's bids up to this sequence were voided. */
  readonly voidedThrough: number;
  /** The sequence of its firm's latest accepted bid that was not voided; null when it has none. */
  readonly latestAccepted: number | null;
}

/** Of `bid b`. */
export const DECIDED_COLUMNS = `b.auction_id AS "auctionId", b.sequence, b.id, b.buyer_id AS "buyerId", b.paddle,
  b.key_hash AS "keyHash", b.fingerprint, b.actor_id AS "actorId", b.actor_kind AS "actorKind", b.decision, b.reason,
  b.amount_minor AS amount, b.maximum_minor AS maximum, b.minimum_next_minor AS "minimumNextBid", b.confirmed, b.raise,
  b.moved, b.received_at AS "receivedAt", b.decided_at AS "decidedAt"`;

/** Of `bid b` and its firm's `participant p`. */
export const BID_COLUMNS = `${DECIDED_COLUMNS}, p.voided_through AS "voidedThrough",
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
    latestSequence: bid.latestAccepted,
  });
}
