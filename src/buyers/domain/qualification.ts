import type { Id } from "../../platform/ids";
import type { Money } from "../../platform/money";
import type { CalendarDate, Instant } from "../../platform/time";
import type { Evidence } from "./evidence";

/** What is shown of a firm's vetting: its state, or the fact beside it that keeps the firm from bidding. */
export enum QualificationStatus {
  APPLIED = "APPLIED",
  UNDER_REVIEW = "UNDER_REVIEW",
  QUALIFIED = "QUALIFIED",
  REJECTED = "REJECTED",
  LAPSED = "LAPSED",
  SUSPENDED = "SUSPENDED",
  EXPELLED = "EXPELLED",
}

export type QualificationState = Exclude<
  QualificationStatus,
  QualificationStatus.LAPSED | QualificationStatus.SUSPENDED
>;

export enum RenewalStatus {
  PENDING = "PENDING",
  CONFIRMED = "CONFIRMED",
  REJECTED = "REJECTED",
}

/** What a person of the seller's did: who, when, and why in their own words. */
export interface Act {
  readonly by: Id;
  readonly at: Instant;
  readonly reason: string;
}

/** What a firm is qualified for. */
export interface Terms {
  /** The day on which the vetting must have been reviewed again. */
  readonly validUntil: CalendarDate;
  /** The names of portfolio/'s asset classes. */
  readonly assetClasses: readonly string[];
  /** The most that the firm may be committed to with this seller; one more may stand beside it in each other currency. */
  readonly exposureLimit: Money;
}

/** New evidence from a qualified firm, which counts once the seller has confirmed it. */
export interface Renewal {
  readonly evidence: Evidence;
  readonly status: RenewalStatus;
  readonly verdict: Act | null;
}

/** A firm's vetting by one seller. */
export interface Qualification {
  readonly id: Id;
  readonly sellerId: Id;
  readonly buyerId: Id;
  readonly state: QualificationState;
  /** What the firm applied with. */
  readonly application: Evidence;
  /** What counts now: the application, or the last renewal that was confirmed. */
  readonly evidence: Evidence;
  readonly reviewStarted: Omit<Act, "reason"> | null;
  readonly verdict: Act | null;
  readonly terms: Terms | null;
  /** The first instant at which the review date, the insurance or a licence has expired; `null` until qualified. */
  readonly lapsesAt: Instant | null;
  /** The last suspension; it holds until the reinstatement. */
  readonly suspension: Act | null;
  readonly reinstatement: Act | null;
  readonly expulsion: Act | null;
  /** The last renewal. */
  readonly renewal: Renewal | null;
}

export function isSuspended(qualification: Pick<Qualification, "suspension" | "reinstatement">): boolean {
  return qualification.suspension !== null && qualification.reinstatement === null;
}

function hasLapsed(qualification: Pick<Qualification, "lapsesAt">, t: Instant): boolean {
  return qualification.lapsesAt !== null && qualification.lapsesAt <= t;
}

/** EXPELLED, else SUSPENDED, else LAPSED, else the state. */
export function statusAt(qualification: Qualification, t: Instant): QualificationStatus {
  if (qualification.state === QualificationStatus.EXPELLED) return QualificationStatus.EXPELLED;
  if (isSuspended(qualification)) return QualificationStatus.SUSPENDED;
  if (hasLapsed(qualification, t)) return QualificationStatus.LAPSED;
  return qualification.state;
}
