import { assertNever } from "../../platform/decision";
import type { Id } from "../../platform/ids";
import type { Money } from "../../platform/money";
import type { CalendarDate } from "../../platform/time";
import { firstLapse, type Evidence } from "./evidence";
import {
  QualificationStatus,
  RenewalStatus,
  type Act,
  type Qualification,
  type Terms,
} from "./qualification";

/** The first event: makes the qualification. */
export interface QualificationApplied {
  readonly type: "QualificationApplied";
  readonly firm: { readonly id: Id; readonly sellerId: Id; readonly buyerId: Id };
  readonly application: Evidence;
}

/** What happens to a qualification then; the names are the journal's. */
export type QualificationEvent =
  | { readonly type: "QualificationReviewStarted"; readonly act: Omit<Act, "reason"> }
  | { readonly type: "BuyerQualified"; readonly act: Act; readonly terms: Terms }
  | { readonly type: "BuyerRejected"; readonly act: Act }
  | { readonly type: "BuyerSuspended"; readonly act: Act }
  | { readonly type: "BuyerReinstated"; readonly act: Act }
  | { readonly type: "BuyerExpelled"; readonly act: Act }
  | { readonly type: "ExposureLimitSet"; readonly act: Act; readonly limit: Money }
  | { readonly type: "AssetClassesSet"; readonly act: Act; readonly assetClasses: readonly string[] }
  | { readonly type: "RenewalSubmitted"; readonly evidence: Evidence }
  | {
      readonly type: "RenewalConfirmed";
      readonly act: Act;
      readonly evidenceId: Id;
      readonly validUntil: CalendarDate;
    }
  | { readonly type: "RenewalRejected"; readonly act: Act; readonly evidenceId: Id };

/** The qualification that an application makes. */
export function begin({ firm, application }: QualificationApplied): Qualification {
  return {
    ...firm,
    application,
    state: QualificationStatus.APPLIED,
    evidence: application,
    reviewStarted: null,
    verdict: null,
    terms: null,
    lapsesAt: null,
    suspension: null,
    reinstatement: null,
    expulsion: null,
    renewal: null,
  };
}

/** The qualification after an event. */
export function evolve(before: Qualification, event: QualificationEvent): Qualification {
  switch (event.type) {
    case "QualificationReviewStarted":
      return { ...before, state: QualificationStatus.UNDER_REVIEW, reviewStarted: event.act };
    case "BuyerQualified": {
      const lapsesAt = firstLapse(before.evidence, event.terms.validUntil);
      const state = QualificationStatus.QUALIFIED;
      return { ...before, state, verdict: event.act, terms: event.terms, lapsesAt };
    }
    case "BuyerRejected":
      return { ...before, state: QualificationStatus.REJECTED, verdict: event.act };
    case "BuyerSuspended":
      return { ...before, suspension: event.act, reinstatement: null };
    case "BuyerReinstated":
      return { ...before, reinstatement: event.act };
    case "BuyerExpelled":
      return { ...before, state: QualificationStatus.EXPELLED, expulsion: event.act };
    case "ExposureLimitSet":
      return withTerms(before, ({ exposureLimit, ...terms }) => ({
        ...terms,
        exposureLimit: event.limit.currency === exposureLimit.currency ? event.limit : exposureLimit,
      }));
    case "AssetClassesSet":
      return withTerms(before, (terms) => ({ ...terms, assetClasses: event.assetClasses }));
    case "RenewalSubmitted":
      return {
        ...before,
        renewal: { evidence: event.evidence, status: RenewalStatus.PENDING, verdict: null },
      };
    case "RenewalConfirmed":
    case "RenewalRejected":
      return afterRenewal(before, event);
    default:
      return assertNever(event);
  }
}

function withTerms(before: Qualification, change: (terms: Terms) => Terms): Qualification {
  if (!before.terms) throw new Error("Only a qualified firm has terms");
  return { ...before, terms: change(before.terms) };
}

function afterRenewal(
  before: Qualification,
  event: Extract<QualificationEvent, { type: "RenewalConfirmed" | "RenewalRejected" }>,
): Qualification {
  const { renewal, terms } = before;
  if (!renewal || !terms) throw new Error("Only a qualified firm's renewal can be decided");
  if (event.type === "RenewalRejected") {
    return { ...before, renewal: { ...renewal, status: RenewalStatus.REJECTED, verdict: event.act } };
  }
  return {
    ...before,
    evidence: renewal.evidence,
    terms: { ...terms, validUntil: event.validUntil },
    lapsesAt: firstLapse(renewal.evidence, event.validUntil),
    renewal: { ...renewal, status: RenewalStatus.CONFIRMED, verdict: event.act },
  };
}
