import type { Id } from "../../platform/ids";
import type { Instant } from "../../platform/time";
import type { AcceptedBid, Bidder, RankedBid } from "./auction";
import type { BelowIndicationReason } from "./bid-reason";
import type { Eligibility } from "./eligibility";
import type { SealedDigest, VoidReason } from "./events";
import type { Participant } from "./participant";

export type AuctionCommand =
  BidCommand | CourseCommand | VoidBids | ParticipantCommand | Shortlist | OpenBids | AwardCommand;

export type BidCommand = PlaceBid | WithdrawBid;

export interface PlaceBid {
  readonly type: "PlaceBid";
  readonly buyerId: Id;
  readonly paddle: string;
  /** May be left out in a leader's raise only. */
  readonly amount: bigint | null;
  /** Without one: the amount. */
  readonly maximum: bigint | null;
  /** What is known of a sealed bid, which has neither; null where bids are open. */
  readonly sealed: SealedDigest | null;
  readonly confirmHigh: boolean;
  readonly eligibility: Eligibility;
}

export interface WithdrawBid {
  readonly type: "WithdrawBid";
  readonly buyerId: Id;
  readonly paddle: string;
  /** The sequence of the firm's live bid in this phase; null when it has none. */
  readonly live: number | null;
}

/** What the auction's admins do with its course. */
export type CourseCommand = Reschedule | Open | Pause | Resume | Close | Cancel;

export interface Reschedule {
  readonly type: "Reschedule";
  readonly opensAt: Instant;
  readonly closesAt: Instant;
  /** Given exactly when the terms have an extension. */
  readonly hardEndAt: Instant | null;
  readonly floorValidUntil: Instant | null;
}

export interface Open {
  readonly type: "Open";
}

export interface Pause {
  readonly type: "Pause";
  readonly reason: string;
}

export interface Resume {
  readonly type: "Resume";
}

export interface Close {
  readonly type: "Close";
  /** Needed before closesAt. */
  readonly reason: string | null;
  readonly facts: ClosingFacts;
}

export interface Cancel {
  readonly type: "Cancel";
  readonly reason: string;
  /** A second person of another role agreed; needed once bidding is over. */
  readonly isSeconded: boolean;
}

/** What only the world knows when an auction closes. */
export interface ClosingFacts {
  /** The longest time in the last window in which no node could take a bid: `longestInterruption`. */
  readonly interruptionSeconds: number;
  /** Participants that may no longer take part and whose bids were not voided yet. */
  readonly exclusions: readonly Exclusion[];
  /** Every accepted bid that was not voided, in order; in an open format it may be empty when there are no exclusions. */
  readonly bids: readonly AcceptedBid[];
}

export interface Exclusion {
  readonly buyerId: Id;
  readonly paddle: string;
  readonly reason: VoidReason;
  /** From when on. */
  readonly since: Instant;
}

/** Sets all of a firm's bids aside; `bids` is every accepted bid that was not voided, in order, its own included. */
export interface VoidBids {
  readonly type: "VoidBids";
  readonly buyerId: Id;
  readonly paddle: string;
  readonly reason: VoidReason;
  readonly bids: readonly AcceptedBid[];
}

/** Commands about one firm's part; `participant` is what it is now, null for a firm that has none. */
export type ParticipantCommand = Invite | SignNda | Admit | SetLimit | ChangeAllotment | Remove;

export interface Invite {
  readonly type: "Invite";
  readonly buyerId: Id;
  readonly paddle: string;
  readonly participant: Participant | null;
}

export interface SignNda {
  readonly type: "SignNda";
  readonly participant: Participant;
}

export interface Admit {
  readonly type: "Admit";
  readonly buyerId: Id;
  /** For a firm that was not invited before; else its own stays. */
  readonly paddle: string;
  readonly participant: Participant | null;
  readonly limit: bigint | null;
  /** When it signed on paper; null: it must have signed here. */
  readonly ndaSignedAt: Instant | null;
  /** Put aside of its exposure limit; null: it has none. */
  readonly allotment: bigint | null;
  readonly admission: Admission;
}

/** What the firm is, seen from the seller and the portfolio. */
export interface Admission {
  /** The seller's own firm, or affiliated with the seller or with another participant. */
  readonly isAffiliated: boolean;
  /** Qualified, not suspended, not expelled. */
  readonly isQualified: boolean;
  readonly lapsesAt: Instant | null;
  /** Licensed wherever the portfolio's accounts need it. */
  readonly isLicensed: boolean;
}

export interface SetLimit {
  readonly type: "SetLimit";
  readonly participant: Participant;
  readonly limit: bigint | null;
}

/** Puts more or less of a firm's exposure limit aside for this auction; what the limit leaves was seen to before. */
export interface ChangeAllotment {
  readonly type: "ChangeAllotment";
  readonly participant: Participant;
  readonly allotment: bigint;
}

export interface Remove {
  readonly type: "Remove";
  readonly participant: Participant;
  readonly reason: VoidReason;
  readonly rationale: string | null;
  /** As in VoidBids. */
  readonly bids: readonly AcceptedBid[];
}

/** Makes the short list by hand from the indications. */
export interface Shortlist {
  readonly type: "Shortlist";
  readonly firms: readonly Id[];
  /** Needed for every firm with a higher indication than one that is taken in. */
  readonly leftOut: readonly { readonly buyerId: Id; readonly reason: string }[];
}

/** Opens what was sealed: every firm's live bid at the end of the round, in order. */
export interface OpenBids {
  readonly type: "OpenBids";
  readonly bids: readonly OpenedBid[];
}

export interface OpenedBid extends Bidder {
  readonly sequence: number;
  /** The most that the auction let the firm bid; null: it set no limit. */
  readonly limit: bigint | null;
  /** What came with the bid; null when nothing did. */
  readonly belowIndicationReason: BelowIndicationReason | null;
  readonly result: OpeningResult;
}

/** What a box came to: its amount, nothing that is a bid, or nothing at all since neither custodians nor bidder opened it. */
export type OpeningResult =
  | { readonly kind: "OPENED"; readonly amount: bigint }
  | { readonly kind: "INVALID" }
  | { readonly kind: "UNREVEALED" };

/** What becomes of a closed auction. */
export type AwardCommand = AwardTo | NotAward | DeclareUnsold;

export interface AwardTo {
  readonly type: "AwardTo";
  /** From `ranking`: the winner, or the next ranked that is still eligible. */
  readonly bid: RankedBid;
  readonly rationale: string;
}

export interface NotAward {
  readonly type: "NotAward";
  readonly rationale: string;
  readonly isSeconded: boolean;
}

/** Nobody is left to whom it may be sold. */
export interface DeclareUnsold {
  readonly type: "DeclareUnsold";
  readonly rationale: string;
}
