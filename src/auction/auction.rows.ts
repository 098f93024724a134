import type { Id } from "../platform/ids";
import type { Instant } from "../platform/time";
import {
  decodeState,
  decodeTerms,
  endOf,
  type AuctionPhase,
  type AuctionState,
  type BidReason,
  type ParticipantStatus,
  type StateJson,
  type TermsJson,
} from "./domain";

/** What of an auction never changes once it is scheduled. */
export interface AuctionRow {
  readonly id: Id;
  readonly sellerId: Id;
  readonly portfolioId: Id;
  readonly assetClass: string;
  /** Where the portfolio's accounts are: a bidder needs a licence in each. ISO 3166-2. */
  readonly jurisdictions: readonly string[];
}

/** An auction as it stands, with the database's clock of the same moment and the number of its last entry. */
export interface AuctionRecord extends AuctionRow {
  readonly state: AuctionState;
  readonly sequence: number;
  readonly clock: Instant;
}

export interface ParticipantRow {
  readonly id: Id;
  readonly auctionId: Id;
  readonly buyerId: Id;
  readonly paddle: string;
  readonly status: ParticipantStatus;
  readonly limitMinor: bigint | null;
  /** Why it is not on a short list, where that needed a reason. */
  readonly leftOutReason: string | null;
}

/** What a sealed bid came to at the opening. */
export interface OpenedRow {
  readonly sequence: number;
  readonly amount: bigint | null;
  readonly rank: number | null;
  readonly reason: BidReason | null;
  /** Of a bid that counts in a round behind which the auction goes on. */
  readonly phase: AuctionPhase | null;
}

export interface RecordRow {
  id: Id;
  seller_id: Id;
  portfolio_id: Id;
  asset_class: string;
  jurisdictions: string[];
  terms: TermsJson;
  state: StateJson;
  sequence: number;
  clock: Instant;
}

export const AUCTION_COLUMNS = `a.id, a.seller_id, a.portfolio_id, a.asset_class, a.jurisdictions, a.terms, c.state, s.sequence,
  clock_timestamp() AS clock`;
export const AUCTION_TABLES = `auction a JOIN auction_state c ON c.auction_id = a.id JOIN journal_stream s ON s.id = a.id`;

/** Of `auction_state c`: is its bidding not over? `takesBidsYet` said in SQL: it goes on behind a round that is being opened. */
export const TAKES_BIDS_YET = `(c.status IN ('SCHEDULED', 'OPEN', 'PAUSED')
  OR c.status = 'AWAITING_SHARES' AND c.state -> 'endedAt' = 'null')`;

/** The end as it is kept and shown: none while the auction is paused, or while no time ends its phase. */
export function endShown(state: AuctionState): Instant | null {
  return state.status === "PAUSED" ? null : endOf(state);
}

export function toRecord(row: RecordRow): AuctionRecord {
  return {
    id: row.id,
    sellerId: row.seller_id,
    portfolioId: row.portfolio_id,
    assetClass: row.asset_class,
    jurisdictions: row.jurisdictions,
    state: decodeState(decodeTerms(row.terms), row.state),
    sequence: row.sequence,
    clock: row.clock,
  };
}

export const PARTICIPANT_COLUMNS = `p.id, p.auction_id AS "auctionId", p.buyer_id AS "buyerId", p.paddle, p.status,
  p.limit_minor AS "limitMinor", p.left_out_reason AS "leftOutReason"`;
