import { assertNever } from "../../platform/decision";
import { daysBetween, type CalendarDate } from "../../platform/time";
import type { AccountFacts } from "./account";

export type FactName = keyof AccountFacts;
export type FlagName = "bankrupt" | "deceased" | "identityTheft" | "activeDuty" | "disputed" | "inLitigation";
export type DateName = "dueDate" | "chargeOffDate" | "lastPaymentDate" | "limitationDate";

/**
 * What a rule asks of an account, as data: evaluated here for one account and rendered as SQL for a million, so that a rule
 * is written once. Like SQL it knows three answers: true, false, and `null` for unknown.
 */
export type Condition =
  | { readonly kind: "flag"; readonly fact: FlagName }
  | { readonly kind: "is"; readonly fact: "status" | "state"; readonly value: string }
  | { readonly kind: "missing"; readonly fact: FactName }
  | { readonly kind: "balanceAtMost"; readonly minor: bigint }
  /** The date lies so many days after the as-of date, or before it where the days are negative; `null`: no bound. */
  | {
      readonly kind: "daysAfterAsOf";
      readonly fact: DateName;
      readonly atLeast: number | null;
      readonly atMost: number | null;
    };

/** Does the condition hold for this account, as of this day? `null` when the account does not say. */
export function holds(condition: Condition, account: AccountFacts, asOf: CalendarDate): boolean | null {
  switch (condition.kind) {
    case "flag":
      return account[condition.fact];
    case "is": {
      const value = account[condition.fact];
      return value === null ? null : value === condition.value;
    }
    case "missing":
      return account[condition.fact] === null;
    case "balanceAtMost":
      return account.balance <= condition.minor;
    case "daysAfterAsOf": {
      const date = account[condition.fact];
      if (date === null) return null;
      const days = daysBetween(asOf, date);
      return days >= (condition.atLeast ?? days) && days <= (condition.atMost ?? days);
    }
    default:
      return assertNever(condition);
  }
}

/** The fact that a condition looks at: what a finding names as its input. */
export function factOf(condition: Condition): FactName {
  return condition.kind === "balanceAtMost" ? "balance" : condition.fact;
}
