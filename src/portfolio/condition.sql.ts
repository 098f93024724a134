import { assertNever } from "../platform/decision";
import type { Condition, FactName } from "./domain/condition";

/** Where each fact of an account is in its row. */
export const FACT_COLUMNS: Readonly<Record<FactName, string>> = {
  balance: "balance_minor",
  bookValue: "book_value_minor",
  dueDate: "due_date",
  chargeOffDate: "charge_off_date",
  lastPaymentDate: "last_payment_date",
  limitationDate: "limitation_date",
  status: "status",
  state: "state",
  industry: "industry",
  documentation: "documentation",
  bankrupt: "is_bankrupt",
  deceased: "is_deceased",
  identityTheft: "has_identity_theft",
  activeDuty: "is_on_active_duty",
  disputed: "is_disputed",
  inLitigation: "is_in_litigation",
};

/**
 * A condition as an SQL expression over `account a`, true, false or NULL just as `holds` answers true, false or null.
 * `asOf` is the expression of the as-of date. What it holds is code, so nothing in it comes from a caller.
 */
export function conditionSql(condition: Condition, asOf: string): string {
  switch (condition.kind) {
    case "flag":
      return column(condition.fact);
    case "is":
      return `${column(condition.fact)} = '${condition.value.replaceAll("'", "''")}'`;
    case "missing":
      return `${column(condition.fact)} IS NULL`;
    case "balanceAtMost":
      return `a.balance_minor <= ${condition.minor}`;
    case "daysAfterAsOf": {
      const days = `(${column(condition.fact)} - ${asOf})`;
      const bounds = [
        condition.atLeast === null ? [] : `${days} >= ${condition.atLeast}`,
        condition.atMost === null ? [] : `${days} <= ${condition.atMost}`,
      ].flat();
      return bounds.length > 0 ? `(${bounds.join(" AND ")})` : `${days} = ${days}`;
    }
    default:
      return assertNever(condition);
  }
}

function column(fact: FactName): string {
  return `a.${FACT_COLUMNS[fact]}`;
}
