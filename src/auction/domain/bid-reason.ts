import { literals } from "./literals";

/** Why a bid was rejected, or set aside at the opening; the first that applies, in this order. */
export const BidReason = literals(
  "CANCELLED",
  "NOT_OPEN",
  "ALREADY_SOLD",
  "CLOSED",
  "PAUSED",
  "CONFLICT_OF_INTEREST",
  "SUSPENDED",
  "NOT_QUALIFIED",
  "LICENCE_LAPSED",
  "NOT_ADMITTED",
  "NOT_SHORTLISTED",
  "WRONG_PHASE",
  "STALE_STEP",
  "OFF_INCREMENT",
  "ALREADY_LEADING",
  "BELOW_OPENING",
  "BELOW_RESERVE",
  "BELOW_INCREMENT",
  "ABOVE_LIMIT",
  "BELOW_INDICATION",
  "NEEDS_CONFIRMATION",
  "SEALED_INVALID",
  "UNREVEALED",
);
export type BidReason = keyof typeof BidReason;

/** Why a binding bid is below its firm's own indication. */
export const BelowIndicationReason = literals("DILIGENCE_FINDINGS", "CHANGED_MARKET", "CHANGED_FUNDING");
export type BelowIndicationReason = keyof typeof BelowIndicationReason;
