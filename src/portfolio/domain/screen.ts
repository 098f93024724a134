import type { CalendarDate } from "../../platform/time";
import type { AccountFacts } from "./account";
import { factOf, holds, type FactName } from "./condition";
import { ScreeningResult, unknownReason, type Hit, type RuleInForce } from "./screening-rules";

/** What one rule found about one account. */
export interface Finding {
  readonly rule: string;
  readonly version: string;
  readonly result: Hit;
  readonly reason: string;
  /** What the rule looked at, so that the finding can be checked by hand. */
  readonly inputs: {
    readonly asOf: CalendarDate;
    readonly fact: FactName;
    readonly value: AccountFacts[FactName];
  };
}

export interface Screened {
  readonly result: ScreeningResult;
  readonly findings: readonly Finding[];
}

/** Applies the rules to an account. Every rule that hits is kept; an exclusion outweighs a review. */
export function screenAccount(
  account: AccountFacts,
  rules: readonly RuleInForce[],
  asOf: CalendarDate,
): Screened {
  const findings = rules.flatMap((rule) => find(rule, account, asOf));
  return { result: combine(findings.map(({ result }) => result)), findings };
}

function find(rule: RuleInForce, account: AccountFacts, asOf: CalendarDate): Finding[] {
  const answer = holds(rule.when, account, asOf);
  if (answer === false) return [];
  const fact = factOf(rule.when);
  return [
    {
      rule: rule.rule,
      version: rule.version,
      result: answer ? rule.result : ScreeningResult.NEEDS_REVIEW,
      reason: answer ? rule.reason : unknownReason(rule),
      inputs: { asOf, fact, value: account[fact] },
    },
  ];
}

function combine(hits: readonly Hit[]): ScreeningResult {
  if (hits.includes(ScreeningResult.EXCLUDED)) return ScreeningResult.EXCLUDED;
  return hits.length > 0 ? ScreeningResult.NEEDS_REVIEW : ScreeningResult.ELIGIBLE;
}
