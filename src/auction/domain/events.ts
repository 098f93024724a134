import type { Id } from "../../platform/ids";
import type { Instant } from "../../platform/time";
import type { AuctionPhase, Bidder, Book, LawfulBid, Outcome, RankedBid } from "./auction";
import type { BelowIndicationReason, BidReason } from "./bid-reason";
import { literals } from "./literals";
import type { Terms } from "./terms";

/** Why a firm's bids were voided or its part ended: a code for everyone, never the file's words. */
export const VoidReason = literals("SUSPENDED", "EXPELLED", "REMOVED");
export type VoidReason = keyof typeof VoidReason;

/** What happened. Each is one entry of the auction's journal, with its own time and sequence, which are not in here. */
export type AuctionEvent =
  | AuctionScheduled
  | AuctionRescheduled
  | BuyerInvited
  | NdaSigned
  | BuyerAdmitted
  | LimitSet
  | AllotmentChanged
  | BuyerRemoved
  | AuctionOpened
  | DutchStepped
  | PhaseStarted
  | BidAccepted
  | BidRejected
  | BidWithdrawn
  | AuctionExtended
  | AuctionPaused
  | AuctionResumed
  | BidsVoided
  | PriceChanged
  | RoundClosed
  | AuctionClosed
  | BidSetAside
  | RoundOpened
  | ShortlistMade
  | FirmShortlisted
  | FirmNotShortlisted
  | BidsOpened
  | AuctionCancelled
  | AuctionAwarded
  | AuctionNotAwarded
  | AuctionUnsold;

export type ParticipantEvent =
  BuyerInvited | NdaSigned | BuyerAdmitted | LimitSet | AllotmentChanged | BuyerRemoved;

const ABOUT_PARTICIPANTS: ReadonlySet<AuctionEvent["type"]> = new Set<ParticipantEvent["type"]>([
  "BuyerInvited",
  "NdaSigned",
  "BuyerAdmitted",
  "LimitSet",
  "AllotmentChanged",
  "BuyerRemoved",
]);

export function isParticipantEvent(event: AuctionEvent): event is ParticipantEvent {
  return ABOUT_PARTICIPANTS.has(event.type);
}

export interface AuctionScheduled {
  readonly type: "AuctionScheduled";
  readonly terms: Terms;
}

export interface AuctionRescheduled {
  readonly type: "AuctionRescheduled";
  readonly opensAt: Instant;
  readonly closesAt: Instant;
  readonly hardEndAt: Instant | null;
}

export interface BuyerInvited extends Bidder {
  readonly type: "BuyerInvited";
}

export interface NdaSigned extends Bidder {
  readonly type: "NdaSigned";
  readonly signedAt: Instant;
}

export interface BuyerAdmitted extends Bidder {
  readonly type: "BuyerAdmitted";
  readonly ndaSignedAt: Instant;
  readonly limit: bigint | null;
  /** What of the firm's exposure limit is put aside for this auction; null: the firm has none. */
  readonly allotment: bigint | null;
}

export interface LimitSet extends Bidder {
  readonly type: "LimitSet";
  readonly limit: bigint | null;
}

/** More or less of the firm's exposure limit is put aside for this auction. */
export interface AllotmentChanged extends Bidder {
  readonly type: "AllotmentChanged";
  readonly allotment: bigint;
}

export interface BuyerRemoved extends Bidder {
  readonly type: "BuyerRemoved";
  readonly reason: VoidReason;
  /** The file's words, for the seller alone; null where the system removed it. */
  readonly rationale: string | null;
}

/** Opened as of `opensAt`, whenever that was written down. */
export interface AuctionOpened {
  readonly type: "AuctionOpened";
  readonly opensAt: Instant;
}

/** The price fell to that of the next step as of `since`, whenever that was written down. */
export interface DutchStepped {
  readonly type: "DutchStepped";
  readonly step: number;
  readonly price: bigint;
  readonly since: Instant;
}

/** The next phase began as of `since`, whenever that was written down. The first one begins with the opening. */
export interface PhaseStarted {
  readonly type: "PhaseStarted";
  readonly phase: AuctionPhase;
  readonly since: Instant;
  /** The phase's end; null while no time ends it: a short list is being made by hand. */
  readonly closesAt: Instant | null;
}

export interface BidAccepted extends Bidder {
  readonly type: "BidAccepted";
  readonly amount: bigint | null;
  /** Null in a sealed bid. */
  readonly maximum: bigint | null;
  readonly sealed: SealedDigest | null;
  readonly confirmed: boolean;
  /** The leader raised its maximum; its amount was not looked at. */
  readonly raise: boolean;
  /** Changed leader or price. A raise that did not is shown to its firm only. */
  readonly moved: boolean;
}

/** What the journal holds of a sealed bid: SHA-256 hashes in hexadecimal, from which nobody can tell the amount. */
export interface SealedDigest {
  readonly boxHash: string;
  /** Of the box's key. */
  readonly keyHash: string;
  /** Of the bid's idempotency key, which the box is bound to. */
  readonly bidKeyHash: string;
  /** One a custodian, in the terms' order. */
  readonly shareHashes: readonly string[];
  readonly commitment: string;
  /** Why it may be below the firm's indication: sent with a binding bid, needed or not, so that it tells nothing. */
  readonly belowIndicationReason?: BelowIndicationReason;
}

/** A firm took its live bid back. */
export interface BidWithdrawn extends Bidder {
  readonly type: "BidWithdrawn";
  /** The sequence of the bid that was live. */
  readonly bid: number;
}

export interface BidRejected extends Bidder {
  readonly type: "BidRejected";
  readonly amount: bigint | null;
  readonly maximum: bigint | null;
  readonly sealed: SealedDigest | null;
  readonly confirmed: boolean;
  readonly reason: BidReason;
  /** What the next bid had to be at least; null when the auction takes none any more. */
  readonly minimumNextBid: bigint | null;
}

export interface AuctionExtended {
  readonly type: "AuctionExtended";
  readonly previousClosesAt: Instant;
  readonly closesAt: Instant;
}

export interface AuctionPaused {
  readonly type: "AuctionPaused";
  readonly reason: string;
}

export interface AuctionResumed {
  readonly type: "AuctionResumed";
  readonly closesAt: Instant;
  readonly hardEndAt: Instant | null;
}

export interface BidsVoided extends Bidder {
  readonly type: "BidsVoided";
  readonly reason: VoidReason;
  /** What the rivals' bids come to without them. */
  readonly book: Book;
}

/** What everyone sees of the price is another after a void that only its firm is told of. */
export interface PriceChanged {
  readonly type: "PriceChanged";
  readonly price: bigint | null;
}

/** A sealed round ended as of `closedAt` that the auction goes on behind; its bids are to be opened. */
export interface RoundClosed {
  readonly type: "RoundClosed";
  readonly phase: AuctionPhase;
  readonly closedAt: Instant;
  readonly interruptionSeconds: number;
}

/** Closed as of `closedAt`, whenever that was written down. */
export interface AuctionClosed {
  readonly type: "AuctionClosed";
  readonly closedAt: Instant;
  /** Null while there are sealed bids to open. */
  readonly outcome: Outcome | null;
  readonly interruptionSeconds: number;
  /** Why it was closed early; null when its time was over. */
  readonly reason: string | null;
}

/** A sealed bid that counts for no rank and no price; the bid that it had replaced does not come back. */
export interface BidSetAside extends Bidder {
  readonly type: "BidSetAside";
  readonly bid: number;
  readonly reason: BidReason;
  /** Null for what was no amount. */
  readonly amount: bigint | null;
}

/** What a round came to behind which the auction goes on; `bids` are those that count, by rank. */
export interface RoundOpened {
  readonly type: "RoundOpened";
  readonly phase: AuctionPhase;
  /** The amount that a best bid has to beat; null for indications, which no bidder is told of. */
  readonly highest: bigint | null;
  readonly bids: readonly LawfulBid[];
}

/** Who may make a binding bid. Each firm learns of itself by an entry of its own. */
export interface ShortlistMade {
  readonly type: "ShortlistMade";
  readonly firms: readonly Bidder[];
  readonly leftOut: readonly LeftOut[];
  /** When the binding round begins. */
  readonly startsAt: Instant;
}

/** A firm that made an indication and is not on the short list. */
export interface LeftOut extends Bidder {
  /** Null where none is needed: nobody with a lower indication was taken in. */
  readonly reason: string | null;
}

export interface FirmShortlisted extends Bidder {
  readonly type: "FirmShortlisted";
}

export interface FirmNotShortlisted extends Bidder {
  readonly type: "FirmNotShortlisted";
}

/** What the sealed bids come to, and with them the auction; `bids` are those that count, by rank. */
export interface BidsOpened {
  readonly type: "BidsOpened";
  readonly outcome: Outcome;
  readonly bids: readonly LawfulBid[];
}

export interface AuctionCancelled {
  readonly type: "AuctionCancelled";
  readonly reason: string;
}

export interface AuctionAwarded extends RankedBid {
  readonly type: "AuctionAwarded";
  readonly rationale: string;
}

export interface AuctionNotAwarded {
  readonly type: "AuctionNotAwarded";
  readonly rationale: string;
}

export interface AuctionUnsold {
  readonly type: "AuctionUnsold";
  readonly rationale: string;
}

/** The firm that an event is about: whose bid or part it is, or who won. */
export function firmOf(event: AuctionEvent): Id | null {
  if (event.type === "AuctionClosed" || event.type === "BidsOpened")
    return event.outcome?.winner?.buyerId ?? null;
  return "buyerId" in event ? event.buyerId : null;
}
