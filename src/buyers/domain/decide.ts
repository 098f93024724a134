import { accept, reject, type Decision } from "../../platform/decision";
import type { Id } from "../../platform/ids";
import type { Money } from "../../platform/money";
import type { CalendarDate, Instant } from "../../platform/time";
import { isSameStatement, type Evidence } from "./evidence";
import type { QualificationApplied, QualificationEvent } from "./events";
import {
  isSuspended,
  QualificationStatus,
  RenewalStatus,
  statusAt,
  type Act,
  type Qualification,
  type Terms,
} from "./qualification";

// Every decision answers no events when the same person's command finds its own result: it gets that result again.

/** The state that was found, and the one that would have been needed. */
export interface WrongState {
  readonly object: "qualification" | "renewal";
  readonly needed: string;
  readonly found: string;
}

export type QualificationDecision = Decision<QualificationEvent, WrongState>;

const { APPLIED, UNDER_REVIEW, QUALIFIED, REJECTED, EXPELLED, SUSPENDED } = QualificationStatus;

/**
 * A firm applies once; after a rejection it may apply anew, which makes another qualification. An expelled firm may not.
 * `last` is the firm's last qualification with this seller.
 */
export function decideApplication(
  last: Qualification | null,
  { firm, application }: QualificationApplied,
): Decision<QualificationApplied, WrongState> {
  if (last === null || last.state === REJECTED) {
    return accept({ type: "QualificationApplied", firm, application });
  }
  const { submittedBy, submittedAt } = application;
  const isOwn =
    last.application.submittedBy === submittedBy && isSameStatement(last.application, application);
  if (last.state === APPLIED && isOwn) return accept();
  return wrongState(last, "REJECTED before the firm may apply anew", submittedAt);
}

export function startReview(found: Qualification, by: Id, t: Instant): QualificationDecision {
  if (found.state === APPLIED) return accept({ type: "QualificationReviewStarted", act: { by, at: t } });
  if (found.state === UNDER_REVIEW && found.reviewStarted?.by === by) return accept();
  return wrongState(found, APPLIED, t);
}

/** Qualifies on these terms, or rejects without any. */
export function decideQualification(
  found: Qualification,
  act: Act,
  terms: Terms | null,
): QualificationDecision {
  if (found.state === APPLIED || found.state === UNDER_REVIEW) {
    return accept(terms ? { type: "BuyerQualified", act, terms } : { type: "BuyerRejected", act });
  }
  const decided = found.state === QUALIFIED || found.state === REJECTED;
  if (decided && isSameAct(found.verdict, act) && isSameTerms(found.terms, terms)) return accept();
  return wrongState(found, "APPLIED or UNDER_REVIEW", act.at);
}

export function suspend(found: Qualification, act: Act): QualificationDecision {
  if (found.state !== QUALIFIED) return wrongState(found, QUALIFIED, act.at);
  if (!isSuspended(found)) return accept({ type: "BuyerSuspended", act });
  return isSameAct(found.suspension, act) ? accept() : wrongState(found, QUALIFIED, act.at);
}

export function reinstate(found: Qualification, act: Act): QualificationDecision {
  if (found.state === QUALIFIED) {
    if (isSuspended(found)) return accept({ type: "BuyerReinstated", act });
    if (isSameAct(found.reinstatement, act)) return accept();
  }
  return wrongState(found, SUSPENDED, act.at);
}

/** For good: also a suspended or lapsed firm. */
export function expel(found: Qualification, act: Act): QualificationDecision {
  if (found.state === QUALIFIED) return accept({ type: "BuyerExpelled", act });
  if (found.state === EXPELLED && isSameAct(found.expulsion, act)) return accept();
  return wrongState(found, QUALIFIED, act.at);
}

/** `current`: the limit in the same currency, or null where there was none. What is committed already stands. */
export function setExposureLimit(
  found: Qualification,
  act: Act,
  { limit, current }: { readonly limit: Money; readonly current: Money | null },
): QualificationDecision {
  if (found.state !== QUALIFIED) return wrongState(found, QUALIFIED, act.at);
  return current?.minor === limit.minor ? accept() : accept({ type: "ExposureLimitSet", act, limit });
}

/** From then on the firm is admitted, and sold to, in these classes only. */
export function setAssetClasses(
  found: Qualification,
  act: Act,
  assetClasses: readonly string[],
): QualificationDecision {
  if (found.state !== QUALIFIED) return wrongState(found, QUALIFIED, act.at);
  const isSame = found.terms?.assetClasses.join() === assetClasses.join();
  return isSame ? accept() : accept({ type: "AssetClassesSet", act, assetClasses });
}

/** A qualified firm sends new evidence; what it sent before and nobody has decided is replaced. */
export function submitRenewal(found: Qualification, evidence: Evidence): QualificationDecision {
  if (found.state !== QUALIFIED) return wrongState(found, QUALIFIED, evidence.submittedAt);
  const { renewal } = found;
  const isOwn =
    renewal?.status === RenewalStatus.PENDING &&
    renewal.evidence.submittedBy === evidence.submittedBy &&
    isSameStatement(renewal.evidence, evidence);
  return isOwn ? accept() : accept({ type: "RenewalSubmitted", evidence });
}

/** Confirms with the next review date, or rejects without one. `found.renewal` is the renewal that was named. */
export function decideRenewal(
  found: Qualification,
  act: Act,
  validUntil: CalendarDate | null,
): QualificationDecision {
  const { renewal } = found;
  if (!renewal) throw new Error("A renewal that was found is missing");
  if (renewal.status === RenewalStatus.PENDING) {
    if (found.state !== QUALIFIED) return wrongState(found, QUALIFIED, act.at);
    const evidenceId = renewal.evidence.id;
    if (validUntil === null) return accept({ type: "RenewalRejected", act, evidenceId });
    return accept({ type: "RenewalConfirmed", act, evidenceId, validUntil });
  }
  const isOwn =
    isSameAct(renewal.verdict, act) &&
    (validUntil === null
      ? renewal.status === RenewalStatus.REJECTED
      : renewal.status === RenewalStatus.CONFIRMED && found.terms?.validUntil === validUntil);
  if (isOwn) return accept();
  return reject({ object: "renewal", needed: RenewalStatus.PENDING, found: renewal.status });
}

function wrongState(found: Qualification, needed: string, t: Instant): Decision<never, WrongState> {
  return reject({ object: "qualification", needed, found: statusAt(found, t) });
}

function isSameAct(done: Act | null, act: Act): boolean {
  return done !== null && done.by === act.by && done.reason === act.reason;
}

function isSameTerms(a: Terms | null, b: Terms | null): boolean {
  if (a === null || b === null) return a === b;
  return (
    a.validUntil === b.validUntil &&
    a.assetClasses.join() === b.assetClasses.join() &&
    a.exposureLimit.minor === b.exposureLimit.minor &&
    a.exposureLimit.currency === b.exposureLimit.currency
  );
}
