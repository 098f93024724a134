import type { Id } from "../../platform/ids";
import type { Instant } from "../../platform/time";
import { areAffiliated, type AffiliationGroups } from "./affiliation";
import type { Jurisdiction } from "./jurisdiction";
import { QualificationStatus, type QualificationState } from "./qualification";

/** Why a firm may not take part. */
export type AdmissionProblem = "NOT_QUALIFIED" | "AFFILIATED" | "LICENCE_LAPSED" | "NOT_LICENSED";

/** A firm as its seller knows it now. */
export interface Standing {
  readonly state: QualificationState;
  readonly isSuspended: boolean;
  readonly lapsesAt: Instant | null;
  readonly assetClasses: readonly string[];
  /** Until when the firm's licence in each jurisdiction holds. */
  readonly licences: ReadonlyMap<Jurisdiction, Instant>;
}

export interface AdmissionRequest {
  readonly sellerId: Id;
  readonly buyerId: Id;
  readonly assetClass: string;
  /** Where the portfolio's accounts are. */
  readonly jurisdictions: readonly Jurisdiction[];
  /** The firms that take part already. */
  readonly otherParticipants: readonly Id[];
}

/** Everything that keeps the firm from being admitted at t; nothing when it may be. `null`: it never applied. */
export function admissionProblems(
  firm: Standing | null,
  groups: AffiliationGroups,
  request: AdmissionRequest,
  t: Instant,
): AdmissionProblem[] {
  if (!firm) return ["NOT_QUALIFIED"];
  const { buyerId, sellerId, otherParticipants, jurisdictions, assetClass } = request;
  const problems: AdmissionProblem[] = [];
  const isQualified = firm.state === QualificationStatus.QUALIFIED && !firm.isSuspended;
  if (!isQualified || !firm.assetClasses.includes(assetClass)) problems.push("NOT_QUALIFIED");
  const rivals = otherParticipants.filter((other) => other !== buyerId);
  if ([sellerId, ...rivals].some((other) => areAffiliated(groups, buyerId, other))) {
    problems.push("AFFILIATED");
  }
  const lapses = jurisdictions.map((jurisdiction) => firm.licences.get(jurisdiction) ?? null);
  if ([firm.lapsesAt, ...lapses].some((lapse) => lapse !== null && lapse <= t))
    problems.push("LICENCE_LAPSED");
  if (lapses.includes(null)) problems.push("NOT_LICENSED");
  return problems;
}
