import {
  decideExpiry,
  decideInvalidation,
  decideSignature,
  statusAt,
} from "../../src/authorization/domain/decide-request";
import {
  AuthorizationStatus,
  evolve,
  InvalidationReason,
  VALIDITY,
  type AuthorizationRequest,
} from "../../src/authorization/domain/request";
import { request, REQUESTED_AT, sign, type Signing } from "./builders";

const FINANCE: Signing = { person: "finance", roles: ["FINANCE"] };
const EXECUTIVE: Signing = { person: "executive", roles: ["EXECUTIVE"] };
const ENDED = [
  AuthorizationStatus.REJECTED,
  AuthorizationStatus.RETURNED,
  AuthorizationStatus.EXPIRED,
  AuthorizationStatus.INVALIDATED,
];

/** The request after this signature, which must be taken. */
function signed(before: AuthorizationRequest, signing: Signing): AuthorizationRequest {
  const decision = decideSignature(before, sign(signing));
  if (decision.kind === "rejected") throw new Error(`Refused: ${decision.rejection.code}`);
  return decision.events.reduce(evolve, before);
}

function refusal(before: AuthorizationRequest, signing: Signing) {
  const decision = decideSignature(before, sign(signing));
  return decision.kind === "rejected" ? decision.rejection : "taken";
}

describe("signatures", () => {
  it("grant when the last required role has approved, and the authority then holds for 14 days", () => {
    const first = signed(request(), FINANCE);
    expect(first.status).toBe(AuthorizationStatus.PENDING);
    const granted = signed(first, { ...EXECUTIVE, at: REQUESTED_AT + 5n });
    expect(granted.status).toBe(AuthorizationStatus.GRANTED);
    expect(granted.expiresAt).toBe(REQUESTED_AT + 5n + VALIDITY);
    expect(granted.signatures.map(({ role, personId }) => [role, personId])).toEqual([
      ["FINANCE", "finance"],
      ["EXECUTIVE", "executive"],
    ]);
  });

  it.each([
    ["REJECT", AuthorizationStatus.REJECTED],
    ["RETURN", AuthorizationStatus.RETURNED],
  ] as const)("one %s ends the request, whoever approved before", (decision, status) => {
    expect(signed(request(), { ...FINANCE, decision }).status).toBe(status);
    expect(signed(signed(request(), FINANCE), { ...EXECUTIVE, decision }).status).toBe(status);
  });

  it("are never the submitter's", () => {
    const problem = { code: "SEPARATION_OF_DUTIES", because: "SUBMITTER" };
    expect(refusal(request(), { person: "admin", roles: ["FINANCE"] })).toEqual(problem);
    expect(refusal(request(), { person: "admin", roles: ["FINANCE"], decision: "REJECT" })).toEqual(problem);
  });

  it.each(["buyer", "another firm"])("are never of %s, whatever roles its people hold", (organizationId) => {
    const problem = { code: "SEPARATION_OF_DUTIES", because: "NOT_THE_SELLERS" };
    expect(refusal(request(), { ...FINANCE, organizationId })).toEqual(problem);
  });

  it("are one a person, also of a person with two of the required roles", () => {
    const both: Signing = { person: "both", roles: ["FINANCE", "EXECUTIVE"], role: "FINANCE" };
    const once = signed(request(), both);
    expect(refusal(once, { ...both, role: "EXECUTIVE" })).toEqual({ code: "ALREADY_SIGNED", by: "PERSON" });
  });

  it("are one a role", () => {
    const once = signed(request(), FINANCE);
    expect(refusal(once, { ...FINANCE, person: "another" })).toEqual({ code: "ALREADY_SIGNED", by: "ROLE" });
  });

  it("repeated by the same person are the same signature, in whatever state", () => {
    const once = signed(request(), FINANCE);
    for (const state of [once, signed(once, EXECUTIVE), { ...once, status: AuthorizationStatus.EXPIRED }]) {
      expect(decideSignature(state, sign(FINANCE))).toEqual({ kind: "accepted", events: [] });
    }
    expect(refusal(once, { ...FINANCE, rationale: "for another reason" })).toMatchObject({
      code: "ALREADY_SIGNED",
    });
    expect(refusal(once, { ...FINANCE, decision: "REJECT" })).toMatchObject({ code: "ALREADY_SIGNED" });
  });

  it("name their role when the person holds several of the required ones, and only then need to", () => {
    const both: Signing = { person: "both", roles: ["FINANCE", "EXECUTIVE"] };
    expect(refusal(request(), both)).toEqual({ code: "ROLE_NEEDED" });
    expect(signed(request(), { ...both, role: "EXECUTIVE" }).signatures[0]?.role).toBe("EXECUTIVE");
    expect(signed(request(), { person: "two", roles: ["FINANCE", "LEGAL"] }).signatures[0]?.role).toBe(
      "FINANCE",
    );
  });

  it("are only in roles that are required and held", () => {
    expect(refusal(request(), { person: "lawyer", roles: ["LEGAL"] })).toEqual({ code: "ROLE_NOT_HELD" });
    expect(refusal(request(), { ...FINANCE, role: "EXECUTIVE" })).toEqual({ code: "ROLE_NOT_HELD" });
    expect(refusal(request(), { ...FINANCE, role: "LEGAL" })).toEqual({ code: "ROLE_NOT_REQUIRED" });
  });

  it.each([...ENDED, AuthorizationStatus.GRANTED])("are not taken by a request that is %s", (status) => {
    expect(refusal(request({ status }), FINANCE)).toEqual({ code: "INVALID_STATE", found: status });
  });

  it("are taken up to the last microsecond, and not at the end, whether that was written down or not", () => {
    const { expiresAt } = request();
    expect(refusal(request(), { ...FINANCE, at: expiresAt - 1n })).toBe("taken");
    expect(refusal(request(), { ...FINANCE, at: expiresAt })).toEqual({
      code: "INVALID_STATE",
      found: "EXPIRED",
    });
  });
});

describe("time", () => {
  it("ends what waits and what was granted", () => {
    for (const status of [AuthorizationStatus.PENDING, AuthorizationStatus.GRANTED]) {
      const live = request({ status });
      expect(decideExpiry(live, live.expiresAt - 1n)).toEqual([]);
      expect(statusAt(live, live.expiresAt - 1n)).toBe(status);
      expect(decideExpiry(live, live.expiresAt)).toEqual([{ type: "AuthorizationExpired" }]);
      expect(statusAt(live, live.expiresAt)).toBe(AuthorizationStatus.EXPIRED);
      expect(evolve(live, { type: "AuthorizationExpired" }).status).toBe(AuthorizationStatus.EXPIRED);
    }
  });

  it.each(ENDED)("leaves a request that has ended already: %s", (status) => {
    const ended = request({ status });
    expect(decideExpiry(ended, ended.expiresAt)).toEqual([]);
    expect(statusAt(ended, ended.expiresAt)).toBe(status);
  });
});

describe("a change of what was signed for", () => {
  const reason = InvalidationReason.BUYER_CHANGED;

  it.each([AuthorizationStatus.PENDING, AuthorizationStatus.GRANTED])(
    "invalidates a request that is %s",
    (status) => {
      const [event] = decideInvalidation(request({ status }), reason);
      expect(event).toEqual({ type: "AuthorizationInvalidated", reason });
      expect(event && evolve(request({ status }), event)).toMatchObject({
        status: AuthorizationStatus.INVALIDATED,
        invalidationReason: reason,
      });
    },
  );

  it.each(ENDED)("leaves a request that has ended already: %s", (status) => {
    expect(decideInvalidation(request({ status }), reason)).toEqual([]);
  });
});
