import { In, LessThan, type DataSource, type EntityManager, type FindOptionsWhere } from "typeorm";
import type { Transaction } from "../platform/database/transactions";
import type { Page } from "../platform/graphql/connections";
import { isId, type Id } from "../platform/ids";
import type { Instant } from "../platform/time";
import type { Sale, SaleStatus } from "./domain/sale";
import { SaleEntity } from "./sale.entity";

export async function findSale(manager: EntityManager, id: Id): Promise<Sale | null> {
  return isId(id) ? manager.findOneBy(SaleEntity, { id }) : null;
}

/** Locks a sale that was found before, to the end of the transaction; locks come in the order firm, auctions by id, sales by id, request. */
export function lockSale(tx: Transaction, id: Id): Promise<Sale> {
  return tx.manager.findOneOrFail(SaleEntity, { where: { id }, lock: { mode: "for_no_key_update" } });
}

/** Every sale that an auction was awarded to, the first made first, locked. */
export function lockSalesOf(tx: Transaction, auctionId: Id): Promise<Sale[]> {
  return tx.manager.find(SaleEntity, {
    where: { auctionId },
    order: { id: "ASC" },
    lock: { mode: "for_no_key_update" },
  });
}

export async function insertSale(tx: Transaction, sale: Sale): Promise<void> {
  await tx.manager.insert(SaleEntity, { ...sale, jurisdictions: [...sale.jurisdictions] });
}

export async function setStatus(tx: Transaction, id: Id, status: SaleStatus): Promise<void> {
  await tx.manager.update(SaleEntity, { id }, { status });
}

/** Which sales a caller asked for; whose they may be is the caller's organization. */
export interface SaleSelection {
  readonly owner: { readonly sellerId: Id } | { readonly buyerId: Id };
  readonly statuses: readonly SaleStatus[] | null;
  readonly auctionIds: readonly Id[] | null;
  readonly portfolioIds: readonly Id[] | null;
}

/** Sales, the latest first, one more than the page. */
export function listSales(database: DataSource, selection: SaleSelection, page: Page): Promise<Sale[]> {
  const { owner, statuses, auctionIds, portfolioIds } = selection;
  const after = page.after?.[0];
  const where: FindOptionsWhere<SaleEntity> = {
    ...owner,
    ...(statuses && { status: In([...statuses]) }),
    ...(auctionIds && { auctionId: In(auctionIds.filter(isId)) }),
    ...(portfolioIds && { portfolioId: In(portfolioIds.filter(isId)) }),
    ...(after !== undefined && { id: LessThan(String(after)) }),
  };
  return database.manager.find(SaleEntity, { where, order: { id: "DESC" }, take: page.first + 1 });
}

/** How a sale stands, and the last entry that this contains; read in one statement, so that nothing lies between. */
export async function readPresent(
  database: DataSource,
  id: Id,
): Promise<{ status: SaleStatus; sequence: number; at: Instant }> {
  const [present] = await database.query<{ status: SaleStatus; sequence: number; at: Instant }[]>(
    `SELECT sale.status, stream.sequence, stream.last_at AS at
     FROM sale JOIN journal_stream stream ON stream.id = sale.id WHERE sale.id = $1`,
    [id],
  );
  if (!present) throw new Error("A sale that was just seen is missing");
  return present;
}
