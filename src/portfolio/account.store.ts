import type { EntityManager } from "typeorm";
import type { Viewer } from "../platform/access/viewer";
import type { Transaction } from "../platform/database/transactions";
import { notFound } from "../platform/errors";
import type { Page } from "../platform/graphql/connections";
import { isId, type Id } from "../platform/ids";
import type { CalendarDate, Instant } from "../platform/time";
import { filterSql } from "./account-filter.sql";
import { AccountEntity } from "./account.entity";
import type { AccountFilter } from "./domain/account-filter";
import type { ScreeningResult } from "./domain/screening-rules";
import { seesAsSeller } from "./portfolio.policy";

/** An account of the caller's organization. */
export async function findOwnAccount(
  manager: EntityManager,
  viewer: Viewer,
  id: Id,
): Promise<AccountEntity | null> {
  const account = isId(id) ? await manager.findOneBy(AccountEntity, { id }) : null;
  return account && seesAsSeller(viewer, account) ? account : null;
}

/** The same; anything else is NOT_FOUND. */
export async function requireOwnAccount(
  manager: EntityManager,
  viewer: Viewer,
  id: Id,
): Promise<AccountEntity> {
  const account = await findOwnAccount(manager, viewer, id);
  if (!account) throw notFound();
  return account;
}

export interface AccountSelection {
  readonly portfolioId: Id;
  readonly asOf: CalendarDate;
  readonly filter: AccountFilter;
  readonly screening: readonly ScreeningResult[] | null;
}

/** A page of accounts in the order of the tape, and one more where there is one. */
export async function listAccounts(
  manager: EntityManager,
  { portfolioId, asOf, filter, screening }: AccountSelection,
  page: Page,
): Promise<AccountEntity[]> {
  const { sql, parameters } = filterSql(filter, { asOf: "$2::date", first: 6 });
  const ids = await manager.query<{ id: Id }[]>(
    `SELECT a.id FROM account a
    WHERE a.portfolio_id = $1 AND $2::date IS NOT NULL AND ($3::uuid IS NULL OR a.id > $3) AND ${sql}
      AND ($4::text[] IS NULL
        OR EXISTS (SELECT FROM account_screening s WHERE s.account_id = a.id AND s.result = ANY($4)))
    ORDER BY a.id LIMIT $5`,
    [portfolioId, asOf, page.after?.[0] ?? null, screening, page.first + 1, ...parameters],
  );
  if (ids.length === 0) return [];
  const query = manager.createQueryBuilder(AccountEntity, "a").where("a.id = ANY(:ids)", {
    ids: ids.map(({ id }) => id),
  });
  return query.orderBy("a.id").getMany();
}

/** Of these accounts, those with a box of personal data. */
export async function accountsWithBox(manager: EntityManager, accountIds: readonly Id[]): Promise<Set<Id>> {
  const rows = await manager.query<{ account_id: Id }[]>(
    "SELECT account_id FROM personal_box WHERE account_id = ANY($1::uuid[])",
    [accountIds],
  );
  return new Set(rows.map(({ account_id }) => account_id));
}

export async function findBox(manager: EntityManager, accountId: Id): Promise<Buffer | null> {
  const [row] = await manager.query<{ box: Buffer }[]>("SELECT box FROM personal_box WHERE account_id = $1", [
    accountId,
  ]);
  return row?.box ?? null;
}

export async function deleteBox(tx: Transaction, accountId: Id): Promise<void> {
  await tx.query("DELETE FROM personal_box WHERE account_id = $1", [accountId]);
}

export async function markDebtorErased(tx: Transaction, id: Id, debtorErasedAt: Instant): Promise<void> {
  await tx.manager.update(AccountEntity, { id }, { debtorErasedAt });
}
