import type { AccountFilter } from "./domain/account-filter";

/**
 * A filter as an SQL condition over `account a` with its parameters, numbered from `first`; `asOf` is the expression of the
 * as-of date. It says what `matchesFilter` says: where an account does not say, the comparison is NULL and it is left out.
 */
export function filterSql(
  filter: AccountFilter,
  { asOf, first }: { readonly asOf: string; readonly first: number },
): { readonly sql: string; readonly parameters: unknown[] } {
  const bounds: readonly (readonly [sql: (parameter: string) => string, value: unknown])[] = [
    [(parameter) => `a.balance_minor >= ${parameter}::bigint`, filter.minBalance?.toString() ?? null],
    [(parameter) => `a.balance_minor <= ${parameter}::bigint`, filter.maxBalance?.toString() ?? null],
    [(parameter) => `${asOf} - a.due_date >= ${parameter}::integer`, filter.minDaysPastDue],
    [(parameter) => `${asOf} - a.due_date <= ${parameter}::integer`, filter.maxDaysPastDue],
    [(parameter) => `a.state = ANY(${parameter}::text[])`, filter.states],
    [(parameter) => `a.industry = ANY(${parameter}::text[])`, filter.industries],
  ];
  const asked = bounds.filter(([, value]) => value !== null);
  return {
    sql: ["true", ...asked.map(([sql], index) => sql(`$${first + index}`))].join(" AND "),
    parameters: asked.map(([, value]) => value),
  };
}
