import fc from "fast-check";
import {
  DEFAULT_MATRIX,
  formatMillionths,
  isUnconditional,
  parseMillionths,
  ruleFor,
  type AuthorityRule,
  type SaleFacts,
} from "../../src/authorization/domain/matrix";
import {
  decideMatrix,
  MatrixDecision,
  matrixProblem,
  MatrixStatus,
  type AuthorityMatrix,
} from "../../src/authorization/domain/matrix-proposal";
import type { Act } from "../../src/platform/proposal";

const rule = (changes: Partial<AuthorityRule> = {}): AuthorityRule => ({
  tier: "ANY",
  requiredRoles: ["FINANCE"],
  isStrategic: null,
  faceUpTo: null,
  priceUpTo: null,
  priceToFloor: null,
  ...changes,
});
const sale = (changes: Partial<SaleFacts> = {}): SaleFacts => ({
  currency: "USD",
  priceMinor: 100_000_00n,
  faceMinor: 1_000_000_00n,
  floorMinor: 50_000_00n,
  isStrategic: false,
  ...changes,
});
const tierOf = (first: Partial<AuthorityRule>, facts: Partial<SaleFacts>) =>
  ruleFor([rule({ tier: "FIRST", ...first }), rule({ tier: "REST" })], sale(facts)).tier;

describe("a sale falls under the first rule whose every condition it meets", () => {
  it.each([
    [
      "its face value, both ends included",
      { faceUpTo: { minor: 1_000_000_00n, currency: "USD" } },
      {},
      "FIRST",
    ],
    [
      "a cent above it",
      { faceUpTo: { minor: 1_000_000_00n, currency: "USD" } },
      { faceMinor: 1_000_000_01n },
      "REST",
    ],
    ["its price", { priceUpTo: { minor: 100_000_00n, currency: "USD" } }, {}, "FIRST"],
    [
      "a cent above that",
      { priceUpTo: { minor: 100_000_00n, currency: "USD" } },
      { priceMinor: 100_000_01n },
      "REST",
    ],
    [
      "an amount in another currency is not known to be small",
      { faceUpTo: { minor: 9n ** 18n, currency: "EUR" } },
      {},
      "REST",
    ],
    ["twice the floor", { priceToFloor: 2_000_000n }, {}, "FIRST"],
    ["a cent below twice the floor", { priceToFloor: 2_000_000n }, { priceMinor: 99_999_99n }, "REST"],
    ["any price without a floor", { priceToFloor: 9_000_000n }, { floorMinor: 0n }, "FIRST"],
    ["strategic", { isStrategic: true }, { isStrategic: true }, "FIRST"],
    ["not strategic", { isStrategic: true }, { isStrategic: false }, "REST"],
    ["one of two conditions", { isStrategic: true, priceToFloor: 1_000_000n }, {}, "REST"],
  ] as const)("%s", (_words, first, facts, tier) => {
    expect(tierOf(first, facts)).toBe(tier);
  });

  it("whatever the sale, there is one, when the rules are a matrix", () => {
    const condition = fc.record({
      isStrategic: fc.constantFrom(null, true, false),
      priceToFloor: fc.option(fc.bigInt({ min: 0n, max: 10_000_000n })),
    });
    const facts = fc.record({
      priceMinor: fc.bigInt({ min: 1n, max: 10n ** 12n }),
      floorMinor: fc.bigInt({ min: 0n, max: 10n ** 12n }),
      isStrategic: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(condition, { maxLength: 5 }), facts, (conditions, some) => {
        const rules = conditions.map((each, index) => rule({ ...each, tier: `T${index}` }));
        if (matrixProblem(rules) !== null) return;
        expect(rules).toContain(ruleFor(rules, sale(some)));
      }),
    );
  });
});

describe("the default matrix", () => {
  const tier = (facts: Partial<SaleFacts>) => ruleFor(DEFAULT_MATRIX.rules, sale(facts)).tier;

  it("is a matrix", () => {
    expect(matrixProblem(DEFAULT_MATRIX.rules)).toBeNull();
  });

  it("asks for more the larger, the nearer to the floor, the more strategic", () => {
    expect(tier({})).toBe("STANDARD");
    expect(tier({ faceMinor: 1_000_000_01n })).toBe("LARGE");
    expect(tier({ priceMinor: 54_999_99n })).toBe("LARGE");
    expect(tier({ currency: "EUR" })).toBe("LARGE");
    expect(tier({ isStrategic: true })).toBe("STRATEGIC");
  });
});

describe("rules are a matrix", () => {
  const small = rule({ tier: "SMALL", isStrategic: false });

  it("when the last, and only the last, is for every sale", () => {
    expect(matrixProblem([small, rule()])).toBeNull();
    expect(matrixProblem([small])).toMatchObject({ rule: 0, field: "conditions" });
    expect(matrixProblem([rule(), small, rule()])).toMatchObject({ rule: 0, field: "conditions" });
    expect(isUnconditional(small)).toBe(false);
  });

  it("when there are some, but not too many", () => {
    expect(matrixProblem([])).toMatchObject({ rule: null });
    expect(matrixProblem([...Array.from({ length: 50 }, () => small), rule()])).toMatchObject({ rule: null });
  });

  it("when each names roles, each once, and a tier the same ones everywhere", () => {
    expect(matrixProblem([rule({ requiredRoles: [] })])).toMatchObject({ rule: 0, field: "requiredRoles" });
    expect(matrixProblem([rule({ requiredRoles: ["RISK", "RISK"] })])).toMatchObject({
      field: "requiredRoles",
    });
    expect(matrixProblem([small, rule({ tier: "SMALL", requiredRoles: ["LEGAL"] })])).toMatchObject({
      rule: 1,
      field: "tier",
    });
    const same = rule({ tier: "SMALL", requiredRoles: ["LEGAL", "RISK"] });
    expect(
      matrixProblem([{ ...same, isStrategic: true, requiredRoles: ["RISK", "LEGAL"] }, same]),
    ).toBeNull();
  });
});

it("a multiple of the floor is written with six decimals", () => {
  expect(["1.100000", "0.000001", "25.000000"].map(parseMillionths)).toEqual([1_100_000n, 1n, 25_000_000n]);
  expect(["1.1", "-1.000000", "1", "1e6.000000"].map(parseMillionths)).toEqual([null, null, null, null]);
  expect([1_100_000n, 1n, 25_000_000n].map(formatMillionths)).toEqual(["1.100000", "0.000001", "25.000000"]);
});

describe("a proposed matrix", () => {
  const act = (person: string, rationale = "because"): Act => ({ by: person, person, at: 2n, rationale });
  const proposed: AuthorityMatrix = {
    id: "matrix",
    sellerId: "seller",
    version: 1,
    status: MatrixStatus.PROPOSED,
    rules: [rule()],
    proposal: act("compliance"),
    verdict: null,
  };

  it.each([
    [MatrixDecision.APPROVE, MatrixStatus.APPROVED],
    [MatrixDecision.REJECT, MatrixStatus.REJECTED],
  ])("is decided by another person: %s", (decision, status) => {
    expect(decideMatrix(proposed, decision, act("executive"))).toEqual({
      kind: "accepted",
      events: [{ ...proposed, status, verdict: act("executive") }],
    });
  });

  it("is not decided by its proposer", () => {
    expect(decideMatrix(proposed, MatrixDecision.APPROVE, act("compliance"))).toEqual({
      kind: "rejected",
      rejection: { code: "SEPARATION_OF_DUTIES" },
    });
  });

  it.each([MatrixStatus.APPROVED, MatrixStatus.REJECTED, MatrixStatus.SUPERSEDED])(
    "is not decided again: %s",
    (status) => {
      const decided = { ...proposed, status, verdict: act("executive") };
      const again = decideMatrix(decided, MatrixDecision.APPROVE, act("another executive"));
      expect(again).toEqual({ kind: "rejected", rejection: { code: "INVALID_STATE", found: status } });
    },
  );

  it("decided again in the same way by the same person stays as it was decided", () => {
    const approved = { ...proposed, status: MatrixStatus.APPROVED, verdict: act("executive") };
    expect(decideMatrix(approved, MatrixDecision.APPROVE, act("executive"))).toEqual({
      kind: "accepted",
      events: [],
    });
  });
});
