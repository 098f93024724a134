import type { CalendarDate } from "../../platform/time";
import { AccountStatus } from "./account";
import type { Condition, FlagName } from "./condition";

/** What screening says of an account. */
export enum ScreeningResult {
  ELIGIBLE = "ELIGIBLE",
  EXCLUDED = "EXCLUDED",
  NEEDS_REVIEW = "NEEDS_REVIEW",
}

export type Hit = ScreeningResult.EXCLUDED | ScreeningResult.NEEDS_REVIEW;

/** One version of a rule: an account that meets the condition gets the result, for the reason. */
export interface RuleVersion {
  readonly version: string;
  /** The first as-of date for which this version is the rule. */
  readonly validFrom: CalendarDate;
  readonly when: Condition;
  readonly result: Hit;
  readonly reason: string;
}

/** A rule and its versions, oldest first. A version is never edited: another is added behind it. */
export interface ScreeningRule {
  readonly rule: string;
  readonly versions: readonly RuleVersion[];
}

/** A rule as it stands on some day. */
export interface RuleInForce extends RuleVersion {
  readonly rule: string;
}

/** Before this day no portfolio has its cut-off, so that there is no account to which no rule applies. */
export const EARLIEST_AS_OF: CalendarDate = "1970-01-01";
export const LIMITATION_NEAR_DAYS = 180;

export const SCREENING_RULES: readonly ScreeningRule[] = [
  excluded("PAID", { kind: "is", fact: "status", value: AccountStatus.PAID }, "The debt is paid."),
  excluded("SETTLED", { kind: "is", fact: "status", value: AccountStatus.SETTLED }, "The debt is settled."),
  excluded("NO_BALANCE", { kind: "balanceAtMost", minor: 0n }, "Nothing is owed."),
  excludedFlag("BANKRUPT", "bankrupt", "The debtor is bankrupt."),
  excludedFlag("DECEASED", "deceased", "The debtor has died."),
  excludedFlag(
    "IDENTITY_THEFT",
    "identityTheft",
    "The debt may be somebody else's: identity theft is claimed.",
  ),
  excludedFlag("ACTIVE_DUTY", "activeDuty", "The debtor is on active military duty."),
  excludedFlag("DISPUTED", "disputed", "The debtor disputes the debt."),
  excludedFlag("IN_LITIGATION", "inLitigation", "The debt is in litigation."),
  excluded("LIMITATION_PASSED", limitationWithin(null, -1), "The limitation period has passed."),
  review(
    "LIMITATION_NEAR",
    limitationWithin(0, LIMITATION_NEAR_DAYS),
    `The limitation period ends within ${LIMITATION_NEAR_DAYS} days of the cut-off.`,
  ),
  excluded(
    "NOT_DELINQUENT",
    { kind: "daysAfterAsOf", fact: "dueDate", atLeast: 0, atMost: null },
    "The debt was not past due at the cut-off.",
  ),
  review(
    "NO_JURISDICTION",
    { kind: "missing", fact: "state" },
    "Nothing says under which law the debt is collected.",
  ),
];

/** The rules of a day: of each the newest version that was in force. */
export function rulesAsOf(
  asOf: CalendarDate,
  rules: readonly ScreeningRule[] = SCREENING_RULES,
): RuleInForce[] {
  return rules.flatMap(({ rule, versions }) => {
    const version = versions.findLast(({ validFrom }) => validFrom <= asOf);
    return version ? [{ rule, ...version }] : [];
  });
}

/** Why an account that says nothing about a rule's question needs a person: unknown never means eligible. */
export function unknownReason({ reason }: RuleVersion): string {
  return `Not known whether: ${reason}`;
}

function excluded(rule: string, when: Condition, reason: string): ScreeningRule {
  return firstVersion(rule, when, reason, ScreeningResult.EXCLUDED);
}

function excludedFlag(rule: string, fact: FlagName, reason: string): ScreeningRule {
  return excluded(rule, { kind: "flag", fact }, reason);
}

function review(rule: string, when: Condition, reason: string): ScreeningRule {
  return firstVersion(rule, when, reason, ScreeningResult.NEEDS_REVIEW);
}

function firstVersion(rule: string, when: Condition, reason: string, result: Hit): ScreeningRule {
  return { rule, versions: [{ version: "1", validFrom: EARLIEST_AS_OF, when, result, reason }] };
}

function limitationWithin(atLeast: number | null, atMost: number | null): Condition {
  return { kind: "daysAfterAsOf", fact: "limitationDate", atLeast, atMost };
}
