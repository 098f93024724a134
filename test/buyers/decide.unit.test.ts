import {
  decideApplication,
  decideQualification,
  decideRenewal,
  expel,
  reinstate,
  startReview,
  submitRenewal,
  suspend,
  type QualificationDecision,
} from "../../src/buyers/domain/decide";
import { evolve } from "../../src/buyers/domain/events";
import { statusAt, type Qualification } from "../../src/buyers/domain/qualification";
import {
  act,
  ANOTHER_OFFICER,
  COMPLIANCE,
  evidence,
  instant,
  NOON,
  qualification,
  qualified,
  rejected,
  RISK,
  STATES,
  suspended,
  terms,
} from "./builders";

type State = keyof typeof STATES;

/** What each state answers: the event, "own" for one's own result, or the state that a refusal names. */
function answers(command: (found: Qualification) => QualificationDecision): Record<State, string> {
  const answer = (found: Qualification): string => {
    const decision = command(found);
    if (decision.kind === "rejected") return `refused: ${decision.rejection.found}`;
    return decision.events[0]?.type ?? "own";
  };
  return Object.fromEntries(Object.entries(STATES).map(([state, found]) => [state, answer(found)])) as Record<
    State,
    string
  >;
}

const another = { by: COMPLIANCE, reason: "Another reason." };

describe("which command each state takes", () => {
  it("taking under review", () => {
    expect(answers((found) => startReview(found, COMPLIANCE, NOON))).toEqual({
      APPLIED: "QualificationReviewStarted",
      UNDER_REVIEW: "refused: UNDER_REVIEW",
      QUALIFIED: "refused: QUALIFIED",
      REJECTED: "refused: REJECTED",
      SUSPENDED: "refused: SUSPENDED",
      LAPSED: "refused: LAPSED",
      EXPELLED: "refused: EXPELLED",
      REINSTATED: "refused: QUALIFIED",
      RENEWING: "refused: QUALIFIED",
    });
  });

  it.each([
    ["qualifying", terms(), "BuyerQualified"],
    ["rejecting", null, "BuyerRejected"],
  ])("%s", (_name, onTerms, event) => {
    expect(answers((found) => decideQualification(found, act(another), onTerms))).toEqual({
      APPLIED: event,
      UNDER_REVIEW: event,
      QUALIFIED: "refused: QUALIFIED",
      REJECTED: "refused: REJECTED",
      SUSPENDED: "refused: SUSPENDED",
      LAPSED: "refused: LAPSED",
      EXPELLED: "refused: EXPELLED",
      REINSTATED: "refused: QUALIFIED",
      RENEWING: "refused: QUALIFIED",
    });
  });

  it("suspending", () => {
    expect(answers((found) => suspend(found, act(another)))).toEqual({
      APPLIED: "refused: APPLIED",
      UNDER_REVIEW: "refused: UNDER_REVIEW",
      QUALIFIED: "BuyerSuspended",
      REJECTED: "refused: REJECTED",
      SUSPENDED: "refused: SUSPENDED",
      LAPSED: "BuyerSuspended",
      EXPELLED: "refused: EXPELLED",
      REINSTATED: "BuyerSuspended",
      RENEWING: "BuyerSuspended",
    });
  });

  it("reinstating", () => {
    expect(answers((found) => reinstate(found, act(another)))).toEqual({
      APPLIED: "refused: APPLIED",
      UNDER_REVIEW: "refused: UNDER_REVIEW",
      QUALIFIED: "refused: QUALIFIED",
      REJECTED: "refused: REJECTED",
      SUSPENDED: "BuyerReinstated",
      LAPSED: "refused: LAPSED",
      EXPELLED: "refused: EXPELLED",
      REINSTATED: "refused: QUALIFIED",
      RENEWING: "refused: QUALIFIED",
    });
  });

  it("expelling", () => {
    expect(answers((found) => expel(found, act(another)))).toEqual({
      APPLIED: "refused: APPLIED",
      UNDER_REVIEW: "refused: UNDER_REVIEW",
      QUALIFIED: "BuyerExpelled",
      REJECTED: "refused: REJECTED",
      SUSPENDED: "BuyerExpelled",
      LAPSED: "BuyerExpelled",
      EXPELLED: "refused: EXPELLED",
      REINSTATED: "BuyerExpelled",
      RENEWING: "BuyerExpelled",
    });
  });

  it("renewing", () => {
    expect(answers((found) => submitRenewal(found, evidence({ operations: "New ones." })))).toEqual({
      APPLIED: "refused: APPLIED",
      UNDER_REVIEW: "refused: UNDER_REVIEW",
      QUALIFIED: "RenewalSubmitted",
      REJECTED: "refused: REJECTED",
      SUSPENDED: "RenewalSubmitted",
      LAPSED: "RenewalSubmitted",
      EXPELLED: "refused: EXPELLED",
      REINSTATED: "RenewalSubmitted",
      RENEWING: "RenewalSubmitted",
    });
  });
});

describe("applying", () => {
  const apply = (last: Qualification | null, application = evidence()): string => {
    const firm = { id: "new", sellerId: "seller", buyerId: "firm" };
    const decision = decideApplication(last, { type: "QualificationApplied", firm, application });
    if (decision.kind === "rejected") return `refused: ${decision.rejection.found}`;
    return decision.events[0]?.type ?? "own";
  };

  it("makes a qualification the first time, and anew after a rejection", () => {
    expect(apply(null)).toBe("QualificationApplied");
    expect(apply(STATES.REJECTED)).toBe("QualificationApplied");
  });

  it("is refused in every other state, for good after an expulsion", () => {
    const other = evidence({ operations: "Other ones." });
    expect(apply(STATES.APPLIED, other)).toBe("refused: APPLIED");
    expect(apply(STATES.UNDER_REVIEW)).toBe("refused: UNDER_REVIEW");
    expect(apply(STATES.QUALIFIED)).toBe("refused: QUALIFIED");
    expect(apply(STATES.LAPSED)).toBe("refused: LAPSED");
    expect(apply(STATES.SUSPENDED)).toBe("refused: SUSPENDED");
    expect(apply(STATES.EXPELLED)).toBe("refused: EXPELLED");
  });

  it("finds its own result: the same person, the same statement, licences in any order", () => {
    const licences = [
      { jurisdiction: "US-CA", number: "1", validUntil: "2027-01-01" },
      { jurisdiction: "US-NY", number: "2", validUntil: "2027-01-01" },
    ];
    const found = { ...STATES.APPLIED, application: evidence({ licences }) };
    expect(apply(found, evidence({ licences: [...licences].reverse() }))).toBe("own");
    expect(apply(found, evidence({ licences, submittedBy: ANOTHER_OFFICER }))).toBe("refused: APPLIED");
    expect(apply(found, evidence({ licences: licences.slice(1) }))).toBe("refused: APPLIED");
  });
});

describe("a command repeated by the same person gives its own result", () => {
  const isOwn = (decision: QualificationDecision) =>
    decision.kind === "accepted" && decision.events.length === 0;

  it("for every command", () => {
    expect(isOwn(startReview(STATES.UNDER_REVIEW, RISK, NOON))).toBe(true);
    expect(isOwn(decideQualification(STATES.QUALIFIED, act(), terms()))).toBe(true);
    expect(isOwn(decideQualification(STATES.REJECTED, act(), null))).toBe(true);
    expect(isOwn(suspend(STATES.SUSPENDED, act()))).toBe(true);
    expect(isOwn(reinstate(STATES.REINSTATED, act()))).toBe(true);
    expect(isOwn(expel(STATES.EXPELLED, act()))).toBe(true);
    expect(isOwn(submitRenewal(STATES.RENEWING, evidence({ id: "again" })))).toBe(true);
  });

  it("with other content it does not", () => {
    const otherTerms = terms({ exposureLimit: { minor: 1n, currency: "USD" } });
    expect(isOwn(decideQualification(STATES.QUALIFIED, act(), otherTerms))).toBe(false);
    expect(isOwn(decideQualification(STATES.QUALIFIED, act(), null))).toBe(false);
    expect(isOwn(decideQualification(STATES.REJECTED, act(), terms()))).toBe(false);
    expect(isOwn(suspend(STATES.SUSPENDED, act({ reason: "Another." })))).toBe(false);
  });
});

describe("standing", () => {
  it("shows EXPELLED, else SUSPENDED, else LAPSED, else the state", () => {
    const lapsed = terms({ validUntil: "2026-03-01" });
    const qualifiedThenLapsed = { ...qualified, terms: lapsed };
    const shown = (found: Qualification) => statusAt(found, NOON);
    expect(shown(STATES.LAPSED)).toBe("LAPSED");
    expect(shown(qualification(qualifiedThenLapsed, suspended))).toBe("SUSPENDED");
    const expelledToo = qualification(qualifiedThenLapsed, suspended, { type: "BuyerExpelled", act: act() });
    expect(shown(expelledToo)).toBe("EXPELLED");
    expect(shown(STATES.REINSTATED)).toBe("QUALIFIED");
    expect(shown(STATES.REJECTED)).toBe("REJECTED");
  });

  it("lapses by itself at the end of the day, not a microsecond before", () => {
    const end = instant("2028-01-01T00:00:00Z");
    expect(statusAt(STATES.QUALIFIED, end - 1n)).toBe("QUALIFIED");
    expect(statusAt(STATES.QUALIFIED, end)).toBe("LAPSED");
  });

  it("a suspension after a reinstatement holds again", () => {
    const again = evolve(STATES.REINSTATED, suspended);
    expect(statusAt(again, NOON)).toBe("SUSPENDED");
  });
});

describe("renewals", () => {
  const renewed = {
    type: "RenewalConfirmed",
    act: act(),
    evidenceId: "renewal",
    validUntil: "2029-12-31",
  } as const;

  it("count from the confirmation on, with the next review date", () => {
    const confirmed = evolve(STATES.RENEWING, renewed);
    expect(STATES.RENEWING.evidence.id).toBe("evidence");
    expect(confirmed.evidence.id).toBe("renewal");
    expect(confirmed.terms?.validUntil).toBe("2029-12-31");
    expect(confirmed.lapsesAt).toBe(instant("2028-07-01T00:00:00Z")); // the insurance now comes first
    expect(confirmed.application.id).toBe("evidence");
  });

  it("cure what has lapsed", () => {
    const renewing = evolve(STATES.LAPSED, {
      type: "RenewalSubmitted",
      evidence: evidence({ id: "renewal" }),
    });
    expect(statusAt(renewing, NOON)).toBe("LAPSED");
    expect(statusAt(evolve(renewing, renewed), NOON)).toBe("QUALIFIED");
  });

  it("rejected leave what counted", () => {
    const after = evolve(STATES.RENEWING, { type: "RenewalRejected", act: act(), evidenceId: "renewal" });
    expect(after.evidence).toEqual(STATES.RENEWING.evidence);
    expect(after.lapsesAt).toBe(STATES.RENEWING.lapsesAt);
  });

  it("are decided once, while the firm is qualified", () => {
    const confirmed = evolve(STATES.RENEWING, renewed);
    const expelledMeanwhile = evolve(STATES.RENEWING, { type: "BuyerExpelled", act: act() });
    const decide = (found: Qualification, validUntil: string | null, by = RISK) =>
      decideRenewal(found, act({ by }), validUntil);
    expect(decide(STATES.RENEWING, "2029-12-31")).toEqual({ kind: "accepted", events: [renewed] });
    expect(decide(STATES.RENEWING, null)).toMatchObject({ events: [{ type: "RenewalRejected" }] });
    expect(decide(confirmed, "2029-12-31")).toEqual({ kind: "accepted", events: [] });
    expect(decide(confirmed, "2029-12-30")).toMatchObject({
      rejection: { object: "renewal", found: "CONFIRMED" },
    });
    expect(decide(confirmed, null)).toMatchObject({ rejection: { found: "CONFIRMED" } });
    expect(decide(confirmed, "2029-12-31", COMPLIANCE)).toMatchObject({ kind: "rejected" });
    expect(decide(expelledMeanwhile, "2029-12-31")).toMatchObject({
      rejection: { object: "qualification", found: "EXPELLED" },
    });
  });

  it("of a firm that was rejected there are none", () => {
    expect(submitRenewal(qualification(rejected), evidence())).toMatchObject({ kind: "rejected" });
  });
});
