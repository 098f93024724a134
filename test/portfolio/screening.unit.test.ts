import fc from "fast-check";
import { AccountStatus, type AccountFacts } from "../../src/portfolio/domain/account";
import { screenAccount } from "../../src/portfolio/domain/screen";
import {
  EARLIEST_AS_OF,
  rulesAsOf,
  SCREENING_RULES,
  ScreeningResult,
  type ScreeningRule,
} from "../../src/portfolio/domain/screening-rules";
import { account, AS_OF } from "./builders";

const screen = (differences: Partial<AccountFacts> = {}) =>
  screenAccount(account(differences), rulesAsOf(AS_OF), AS_OF);

it("an account of which everything is known and nothing is wrong is eligible", () => {
  expect(screen()).toEqual({ result: "ELIGIBLE", findings: [] });
});

describe("what an account's facts say decides", () => {
  it.each<[string, Partial<AccountFacts>, string]>([
    ["PAID", { status: AccountStatus.PAID }, "EXCLUDED"],
    ["SETTLED", { status: AccountStatus.SETTLED }, "EXCLUDED"],
    ["NO_BALANCE", { balance: 0n }, "EXCLUDED"],
    ["BANKRUPT", { bankrupt: true }, "EXCLUDED"],
    ["DECEASED", { deceased: true }, "EXCLUDED"],
    ["IDENTITY_THEFT", { identityTheft: true }, "EXCLUDED"],
    ["ACTIVE_DUTY", { activeDuty: true }, "EXCLUDED"],
    ["DISPUTED", { disputed: true }, "EXCLUDED"],
    ["IN_LITIGATION", { inLitigation: true }, "EXCLUDED"],
    ["LIMITATION_PASSED", { limitationDate: "2026-01-30" }, "EXCLUDED"],
    ["LIMITATION_NEAR", { limitationDate: "2026-01-31" }, "NEEDS_REVIEW"],
    ["LIMITATION_NEAR", { limitationDate: "2026-07-30" }, "NEEDS_REVIEW"],
    ["NOT_DELINQUENT", { dueDate: "2026-01-31" }, "EXCLUDED"],
    ["NOT_DELINQUENT", { dueDate: "2026-05-01" }, "EXCLUDED"],
    ["NO_JURISDICTION", { state: null }, "NEEDS_REVIEW"],
  ])("%s: %j", (rule, differences, result) => {
    const [fact] = Object.keys(differences) as (keyof AccountFacts)[];
    expect(screen(differences)).toMatchObject({
      result,
      findings: [{ rule, version: "1", result, inputs: { asOf: AS_OF, fact, value: differences[fact!] } }],
    });
  });

  it.each<[Partial<AccountFacts>]>([
    [{ limitationDate: "2026-07-31" }],
    [{ dueDate: "2026-01-30" }],
    [{ balance: 1n }],
  ])("%j is just inside", (differences) => {
    expect(screen(differences).result).toBe("ELIGIBLE");
  });
});

it("unknown never means eligible: whatever a rule asks and the tape does not say needs a person", () => {
  const asked = rulesAsOf(AS_OF).flatMap(({ when }) => ("fact" in when ? [when.fact] : []));
  for (const fact of asked) {
    const { result, findings } = screen({ [fact]: null });
    expect([fact, result]).toEqual([fact, "NEEDS_REVIEW"]);
    expect(findings.every(({ inputs }) => inputs.fact === fact && inputs.value === null)).toBe(true);
  }
});

it("every rule that hits is named, and an exclusion outweighs a review", () => {
  const { result, findings } = screen({ status: AccountStatus.PAID, balance: 0n, state: null });
  expect(result).toBe("EXCLUDED");
  expect(findings.map(({ rule }) => rule)).toEqual(["PAID", "NO_BALANCE", "NO_JURISDICTION"]);
});

it("learning more about an account never makes a rule of it that was not already a question", () => {
  const flags = ["bankrupt", "deceased", "identityTheft", "activeDuty", "disputed", "inLitigation"] as const;
  const answers = fc.record(
    Object.fromEntries(flags.map((flag) => [flag, fc.constantFrom(true, false, null)])),
  );
  fc.assert(
    fc.property(answers, (known) => {
      const { findings, result } = screen(known);
      expect(findings).toHaveLength(Object.values(known).filter((answer) => answer !== false).length);
      expect(result === ScreeningResult.ELIGIBLE).toBe(
        Object.values(known).every((answer) => answer === false),
      );
    }),
  );
});

describe("the rules of the as-of date apply", () => {
  const [paid] = SCREENING_RULES;
  const stricter: ScreeningRule = {
    rule: "PAID",
    versions: [
      paid!.versions[0]!,
      { ...paid!.versions[0]!, version: "2", validFrom: "2026-02-01", result: ScreeningResult.NEEDS_REVIEW },
    ],
  };

  it("of each rule the newest version that was in force", () => {
    expect(rulesAsOf("2026-01-31", [stricter])).toMatchObject([
      { rule: "PAID", version: "1", result: "EXCLUDED" },
    ]);
    expect(rulesAsOf("2026-02-01", [stricter])).toMatchObject([
      { rule: "PAID", version: "2", result: "NEEDS_REVIEW" },
    ]);
  });

  it("and a rule that came later does not apply", () => {
    expect(rulesAsOf("2026-01-31", [{ rule: "NEW", versions: stricter.versions.slice(1) }])).toEqual([]);
  });

  it("but there is no day without rules", () => {
    expect(rulesAsOf(EARLIEST_AS_OF)).toHaveLength(SCREENING_RULES.length);
  });

  it("versions follow each other, and each is numbered once", () => {
    for (const { versions } of SCREENING_RULES) {
      const dates = versions.map(({ validFrom }) => validFrom);
      expect(dates).toEqual([...new Set(dates)].sort());
      expect(new Set(versions.map(({ version }) => version)).size).toBe(versions.length);
    }
  });
});
