import type { Instant } from "../../platform/time";
import type { ParticipantStatus } from "./participant";
import type { BidReason } from "./bid-reason";

/** What a firm may do, read under the auction's lock. Whatever is unknown must be given as a no. */
export interface Eligibility {
  readonly participantStatus: ParticipantStatus;
  /** The most that the firm may bid here, in minor units; null: not limited. */
  readonly limit: bigint | null;
  readonly qualified: boolean;
  readonly suspended: boolean;
  readonly expelled: boolean;
  /** The first instant at which a licence, the insurance or the review date no longer holds; null: none expires. */
  readonly lapsesAt: Instant | null;
  readonly hasConflictOfInterest: boolean;
}

/** The first reason why this firm may not bid at t; null when it may. */
export function ineligibility(firm: Eligibility, t: Instant): BidReason | null {
  if (firm.hasConflictOfInterest) return "CONFLICT_OF_INTEREST";
  if (firm.suspended) return "SUSPENDED";
  if (!firm.qualified || firm.expelled) return "NOT_QUALIFIED";
  if (firm.lapsesAt !== null && firm.lapsesAt <= t) return "LICENCE_LAPSED";
  if (firm.participantStatus !== "ADMITTED") return "NOT_ADMITTED";
  return null;
}
