import type { DataSource } from "typeorm";
import type { Transaction } from "../platform/database/transactions";
import type { Id } from "../platform/ids";
import type { Money } from "../platform/money";
import type { ExposureLimit } from "./ports";
import type { Relation } from "./qualification.store";

/** Keeps a firm's limit in its currency; how much of it is allotted to auctions stays. */
export async function keepExposureLimit(
  tx: Transaction,
  { sellerId, buyerId, limit }: ExposureLimit,
): Promise<void> {
  await tx.query(
    `INSERT INTO exposure (seller_id, buyer_id, currency, limit_minor) VALUES ($1, $2, $3, $4)
     ON CONFLICT (seller_id, buyer_id, currency) DO UPDATE SET limit_minor = EXCLUDED.limit_minor`,
    [sellerId, buyerId, limit.currency, limit.minor.toString()],
  );
}

/** The firm's limit in a currency, read under the firm's lock; null: none. */
export async function exposureLimit(
  tx: Transaction,
  { sellerId, buyerId }: Relation,
  currency: string,
): Promise<Money | null> {
  const [row] = await tx.query<{ minor: bigint }>(
    "SELECT limit_minor AS minor FROM exposure WHERE seller_id = $1 AND buyer_id = $2 AND currency = $3",
    [sellerId, buyerId, currency],
  );
  return row ? { minor: row.minor, currency } : null;
}

/** Every limit of each firm, by currency. */
export async function exposureLimitsOf(
  database: DataSource,
  relations: readonly Relation[],
): Promise<readonly (readonly Money[])[]> {
  const rows = await database.query<{ seller_id: Id; buyer_id: Id; minor: bigint; currency: string }[]>(
    `SELECT e.seller_id, e.buyer_id, e.limit_minor AS minor, e.currency
     FROM exposure e JOIN unnest($1::uuid[], $2::uuid[]) AS asked (seller_id, buyer_id) USING (seller_id, buyer_id)
     ORDER BY e.currency`,
    [relations.map(({ sellerId }) => sellerId), relations.map(({ buyerId }) => buyerId)],
  );
  return relations.map(({ sellerId, buyerId }) =>
    rows
      .filter((row) => row.seller_id === sellerId && row.buyer_id === buyerId)
      .map(({ minor, currency }) => ({ minor, currency })),
  );
}
