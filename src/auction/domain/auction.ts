import type { Id } from "../../platform/ids";
import type { Instant } from "../../platform/time";
import { literals } from "./literals";
import type { Terms } from "./terms";

export const AuctionStatus = literals(
  "SCHEDULED",
  "OPEN",
  "PAUSED",
  "AWAITING_SHARES",
  "CLOSED",
  "AWARDED",
  "UNSOLD",
  "NOT_AWARDED",
  "CANCELLED",
);
export type AuctionStatus = keyof typeof AuctionStatus;

/** Where an auction of several phases stands: the first three are BEST_AND_FINAL's, the others HYBRID's, in their order. */
export const AuctionPhase = literals(
  "INDICATION",
  "SHORTLISTING",
  "BINDING",
  "FALLING",
  "FIRST_BREAK",
  "SEALED",
  "SECOND_BREAK",
  "BEST_BID",
);
export type AuctionPhase = keyof typeof AuctionPhase;

export const OutcomeKind = literals("WON", "RESERVE_NOT_MET", "NO_BIDS");
export type OutcomeKind = keyof typeof OutcomeKind;

/** Everything that a decision depends on; its size grows with the firms at most, never with their bids. */
export interface AuctionState {
  readonly terms: Terms;
  readonly status: AuctionStatus;
  /** The times that hold now: opening by command, extensions, pauses and closing by command move them. */
  readonly opensAt: Instant;
  readonly closesAt: Instant;
  readonly hardEndAt: Instant | null;
  readonly pausedAt: Instant | null;
  /** The step that a falling price stands at, from 0; null where no price falls. */
  readonly step: number | null;
  /** The phase that it is in, or was in when it ended; null before the opening, and where there is but one. */
  readonly phase: Phase | null;
  /** As of when it closed or was cancelled. */
  readonly endedAt: Instant | null;
  readonly book: Book;
  /** How it, or a round of it, closed, while the sealed bids of that are not opened yet; null otherwise. */
  readonly unopened: Circumstances | null;
  readonly outcome: Outcome | null;
  readonly award: Award | null;
  /** The time of its last entry; the next is strictly later. */
  readonly lastAt: Instant;
}

/** A firm in an auction: its identity, and the pseudonym that rivals see. */
export interface Bidder {
  readonly buyerId: Id;
  readonly paddle: string;
}

/** What an auction of several phases remembers of those behind it. While bids are sealed nothing in it depends on them. */
export interface Phase {
  readonly name: AuctionPhase;
  /** As of when it began: later bids are this phase's. */
  readonly since: Instant;
  /** What the sealed round before it came to, the highest first: indications, or what beats the falling price. */
  readonly opened: readonly LawfulBid[];
  /** The firms that may make a binding bid; null until the short list is made, and in HYBRID. */
  readonly shortlist: readonly Id[] | null;
  /** Who took the falling price; null while nobody has, and in BEST_AND_FINAL. */
  readonly taker: Taker | null;
  /** For more than 60 s of the last window of a round before it no node could take a bid. */
  readonly isInterrupted: boolean;
}

/** `amount` is what it bid last: that price, or its best bid. */
export interface Taker extends Bidder {
  readonly amount: bigint;
}

/** A sealed bid that counts, opened. */
export interface LawfulBid extends Bidder {
  readonly sequence: number;
  readonly amount: bigint;
}

/** A firm's live bid. `amount` is what it showed last; a raise shows none and keeps it. */
export interface Offer extends Bidder {
  readonly amount: bigint;
  readonly maximum: bigint;
}

/**
 * What the accepted bids come to. `cover` is the best offer of any other firm than the leader. It fits in here because
 * a bid must beat the price, and the price is never below any other firm's maximum: so whoever bids is first or second
 * afterwards. Only a void needs the bids themselves again.
 */
export interface Book {
  readonly leader: Offer | null;
  readonly cover: Offer | null;
  readonly price: bigint | null;
  /** Accepted bids that moved leader or price and were not voided. */
  readonly bidCount: number;
}

/**
 * An accepted bid that was neither voided nor withdrawn, as its row keeps it. `raise`: its firm led when it was made, so
 * its amount was not looked at. A sealed one has no maximum, and no amount before the opening or when it was set aside.
 */
export interface AcceptedBid extends Bidder {
  readonly sequence: number;
  readonly amount: bigint | null;
  readonly maximum: bigint | null;
  readonly raise: boolean;
  readonly decidedAt: Instant;
}

/** How the auction ended. `cover` is the next best bid, for the seller alone. */
export interface Outcome extends Circumstances {
  readonly kind: OutcomeKind;
  readonly winner: Bidder | null;
  readonly price: bigint | null;
  readonly cover: RankedBid | null;
}

/** What its approvers must know of how an auction closed. */
export interface Circumstances {
  /** For more than 60 s of the last window no node could take a bid. */
  readonly interrupted: boolean;
  /** Closed by command before its time. */
  readonly early: boolean;
}

/** A firm's place in the result (1 is the winner) and the price at which it buys. */
export interface RankedBid extends Bidder {
  readonly rank: number;
  readonly price: bigint;
}

export type Award = RankedBid;

export const EMPTY_BOOK: Book = { leader: null, cover: null, price: null, bidCount: 0 };
