import { begin, evolve, type QualificationEvent } from "../../src/buyers/domain/events";
import type { Evidence } from "../../src/buyers/domain/evidence";
import type { Act, Qualification, Terms } from "../../src/buyers/domain/qualification";
import { parseInstant, type Instant } from "../../src/platform/time";

export function instant(text: string): Instant {
  const parsed = parseInstant(text);
  if (parsed === null) throw new Error("Not an instant");
  return parsed;
}

export const NOON = instant("2026-03-02T12:00:00Z");
const OFFICER = "officer";
export const ANOTHER_OFFICER = "another officer";
export const RISK = "risk";
export const COMPLIANCE = "compliance";

export function evidence(differences: Partial<Evidence> = {}): Evidence {
  return {
    id: "evidence",
    submittedBy: OFFICER,
    submittedAt: NOON,
    licences: [{ jurisdiction: "US-CA", number: "CA-1", validUntil: "2028-12-31" }],
    insuranceValidUntil: "2028-06-30",
    financialCapacity: { minor: 100_000_000n, currency: "USD" },
    operations: "Own call centre.",
    conductRecord: "No proceedings.",
    references: ["North Bank"],
    affiliations: [],
    ...differences,
  };
}

export function act(differences: Partial<Act> = {}): Act {
  return { by: RISK, at: NOON, reason: "Sound.", ...differences };
}

export function terms(differences: Partial<Terms> = {}): Terms {
  return {
    validUntil: "2027-12-31",
    assetClasses: ["CONSUMER_LOAN"],
    exposureLimit: { minor: 50_000_000n, currency: "USD" },
    ...differences,
  };
}

/** A qualification to which these things happened, in order, after the application. */
export function qualification(...events: readonly QualificationEvent[]): Qualification {
  const firm = { id: "qualification", sellerId: "seller", buyerId: "firm" };
  return events.reduce(evolve, begin({ type: "QualificationApplied", firm, application: evidence() }));
}

const reviewStarted: QualificationEvent = {
  type: "QualificationReviewStarted",
  act: { by: RISK, at: NOON },
};
export const qualified: QualificationEvent = { type: "BuyerQualified", act: act(), terms: terms() };
export const rejected: QualificationEvent = { type: "BuyerRejected", act: act() };
export const suspended: QualificationEvent = { type: "BuyerSuspended", act: act() };
const reinstated: QualificationEvent = { type: "BuyerReinstated", act: act() };
const expelled: QualificationEvent = { type: "BuyerExpelled", act: act() };
const renewal: QualificationEvent = { type: "RenewalSubmitted", evidence: evidence({ id: "renewal" }) };

/** One of every state that there is, suspended and lapsed ones too. */
export const STATES = {
  APPLIED: qualification(),
  UNDER_REVIEW: qualification(reviewStarted),
  QUALIFIED: qualification(qualified),
  REJECTED: qualification(rejected),
  SUSPENDED: qualification(qualified, suspended),
  LAPSED: qualification({ type: "BuyerQualified", act: act(), terms: terms({ validUntil: "2026-03-01" }) }),
  EXPELLED: qualification(qualified, expelled),
  REINSTATED: qualification(qualified, suspended, reinstated),
  RENEWING: qualification(qualified, renewal),
} as const;
