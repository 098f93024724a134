import { In, type EntityManager, type SelectQueryBuilder } from "typeorm";
import type { Transaction } from "../platform/database/transactions";
import type { Page } from "../platform/graphql/connections";
import { isId, type Id } from "../platform/ids";
import { isScreened, type AssetClass, type PortfolioStatus } from "./domain/portfolio";
import { PortfolioEntity } from "./portfolio.entity";

export async function findPortfolio(manager: EntityManager, id: Id): Promise<PortfolioEntity | null> {
  return isId(id) ? manager.findOneBy(PortfolioEntity, { id }) : null;
}

export async function portfoliosByIds(
  manager: EntityManager,
  ids: readonly Id[],
): Promise<Map<Id, PortfolioEntity>> {
  const rows = await manager.findBy(PortfolioEntity, { id: In([...ids]) });
  return new Map(rows.map((row) => [row.id, row]));
}

/** Takes the portfolio's lock. Auctions are locked before portfolios. */
export async function lockPortfolio(tx: Transaction, id: Id): Promise<PortfolioEntity | null> {
  if (!isId(id)) return null;
  return tx.manager.findOne(PortfolioEntity, { where: { id }, lock: { mode: "for_no_key_update" } });
}

export async function insertPortfolio(tx: Transaction, portfolio: PortfolioEntity): Promise<void> {
  await tx.manager.insert(PortfolioEntity, portfolio);
}

/** Writes some columns of a locked portfolio, and answers what it is then. */
export async function changePortfolio(
  tx: Transaction,
  portfolio: PortfolioEntity,
  changes: Partial<PortfolioEntity>,
): Promise<PortfolioEntity> {
  await tx.manager.update(PortfolioEntity, { id: portfolio.id }, changes);
  return { ...portfolio, ...changes };
}

export interface PortfolioSelection {
  /** A seller's own, or the ones that a firm may see. */
  readonly of: { readonly sellerId: Id } | { readonly ids: readonly Id[] };
  readonly status: readonly PortfolioStatus[] | null;
  readonly assetClass: readonly AssetClass[] | null;
  readonly nameContains: string | null;
}

/** A page of portfolios, the oldest first, and one more where there is one. */
export function listPortfolios(
  manager: EntityManager,
  { of, status, assetClass, nameContains }: PortfolioSelection,
  page: Page,
): Promise<PortfolioEntity[]> {
  const query = manager
    .createQueryBuilder(PortfolioEntity, "p")
    .orderBy("p.id")
    .limit(page.first + 1);
  if ("sellerId" in of) query.andWhere("p.sellerId = :sellerId", of);
  else query.andWhere("p.id = ANY(:ids)", { ids: [...of.ids] });
  if (status) query.andWhere("p.status = ANY(:status)", { status: [...status] });
  if (assetClass) query.andWhere("p.assetClass = ANY(:assetClass)", { assetClass: [...assetClass] });
  if (nameContains) whereNameContains(query, nameContains);
  if (page.after) query.andWhere("p.id > :after", { after: page.after[0] });
  return query.getMany();
}

function whereNameContains(query: SelectQueryBuilder<PortfolioEntity>, part: string): void {
  query.andWhere("p.name ILIKE :pattern", { pattern: `%${part.replace(/[\\%_]/g, "\\$&")}%` });
}

/** What a portfolio offers: all its accounts until it is screened, then the eligible ones. */
export type Totals = Pick<PortfolioEntity, "accountCount" | "faceValue" | "bookValue">;

export async function totalsOf(tx: Transaction, portfolio: PortfolioEntity): Promise<Totals> {
  const eligible = isScreened(portfolio.status)
    ? "JOIN account_screening s ON s.account_id = a.id AND s.result = 'ELIGIBLE'"
    : "";
  const [row] = await tx.query<{ count: number; face: string; book: string | null }>(
    `SELECT count(*)::int AS count, coalesce(sum(a.balance_minor), 0) AS face,
      CASE WHEN count(a.book_value_minor) = count(*) THEN sum(a.book_value_minor) END AS book
    FROM account a ${eligible} WHERE a.portfolio_id = $1`,
    [portfolio.id],
  );
  if (!row) throw new Error("A sum has one row");
  const { count, face, book } = row;
  return { accountCount: count, faceValue: BigInt(face), bookValue: book === null ? null : BigInt(book) };
}

/** Where a portfolio's eligible accounts are: who buys them needs a licence in each. ISO 3166-2, sorted. */
export async function eligibleJurisdictions(tx: Transaction, portfolioId: Id): Promise<readonly string[]> {
  const rows = await tx.query<{ state: string }>(
    `SELECT DISTINCT a.state FROM account a
     JOIN account_screening s ON s.account_id = a.id AND s.result = 'ELIGIBLE'
     WHERE a.portfolio_id = $1 AND a.state IS NOT NULL ORDER BY a.state`,
    [portfolioId],
  );
  return rows.map(({ state }) => state);
}
