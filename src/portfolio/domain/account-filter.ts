import type { CalendarDate } from "../../platform/time";
import type { AccountFacts } from "./account";
import { daysPastDue } from "./segments";

/**
 * Which accounts a carve-out takes. Every bound is inclusive and `null` bounds nothing, so "500 to 2,000 and more than 180
 * days" is a balance from 500.00 to 2000.00 and at least 181 days past due. An account that does not say what a bound asks
 * (no due date, no state) is not taken.
 */
export interface AccountFilter {
  readonly minBalance: bigint | null;
  readonly maxBalance: bigint | null;
  readonly minDaysPastDue: number | null;
  readonly maxDaysPastDue: number | null;
  readonly states: readonly string[] | null;
  readonly industries: readonly string[] | null;
}

export function isFilterEmpty(filter: AccountFilter): boolean {
  return Object.values(filter).every((bound) => bound === null);
}

export function matchesFilter(account: AccountFacts, filter: AccountFilter, asOf: CalendarDate): boolean {
  const days = daysPastDue(account, asOf);
  return (
    isWithin(account.balance, filter.minBalance, filter.maxBalance) &&
    isWithin(days, filter.minDaysPastDue, filter.maxDaysPastDue) &&
    isAmong(account.state, filter.states) &&
    isAmong(account.industry, filter.industries)
  );
}

function isWithin<Value extends bigint | number>(
  value: Value | null,
  min: Value | null,
  max: Value | null,
): boolean {
  if (min === null && max === null) return true;
  return value !== null && (min === null || value >= min) && (max === null || value <= max);
}

function isAmong(value: string | null, values: readonly string[] | null): boolean {
  return values === null || (value !== null && values.includes(value));
}
