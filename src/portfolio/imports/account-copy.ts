import { finished } from "node:stream/promises";
import type { PoolClient } from "pg";
import { from as copyFrom } from "pg-copy-streams";

/** Three statements in one message: each on its own would cost a way to PostgreSQL and back, which then has nothing to do. */
const COPY_ACCOUNTS = `SAVEPOINT batch;
  COPY account (id, portfolio_id, seller_id, reference, balance_minor, book_value_minor, due_date, charge_off_date,
    last_payment_date, limitation_date, status, state, industry, documentation, is_bankrupt, is_deceased,
    has_identity_theft, is_on_active_duty, is_disputed, is_in_litigation) FROM STDIN (FORMAT binary);
  RELEASE SAVEPOINT batch`;
const COPY_BOXES = "COPY personal_box (account_id, box) FROM STDIN (FORMAT binary)";

/**
 * Writes accounts on a connection's open transaction by COPY: several times faster than INSERT. When it fails, the
 * transaction can go on from the savepoint `batch`.
 */
export async function copyAccounts(client: PoolClient, rows: Uint8Array): Promise<void> {
  await copy(client, COPY_ACCOUNTS, rows);
}

/** Writes the boxes of accounts that are written. */
export async function copyBoxes(client: PoolClient, rows: Uint8Array): Promise<void> {
  await copy(client, COPY_BOXES, rows);
}

async function copy(client: PoolClient, sql: string, rows: Uint8Array): Promise<void> {
  const stream = client.query(copyFrom(sql));
  stream.end(rows);
  await finished(stream);
}
