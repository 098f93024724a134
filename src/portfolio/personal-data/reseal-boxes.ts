import type { Transaction } from "../../platform/database/transactions";
import type { Id } from "../../platform/ids";
import type { Randomness } from "../../platform/randomness";
import { NONCE_BYTES, openBox, sealBox } from "./personal-box";
import { ensurePortfolioKey, findPortfolioKey } from "./portfolio-keys";

const BATCH_BOXES = 2_000;

/**
 * Accounts that moved to another portfolio get their boxes sealed under its key, a batch at a time: erasing the key of the
 * portfolio that they left must not reach them, and erasing the new one's must.
 */
export async function resealBoxes(
  tx: Transaction,
  portfolios: { readonly from: Id; readonly to: Id },
  ports: { readonly masterKey: Uint8Array; readonly randomness: Randomness },
): Promise<void> {
  const oldKey = await findPortfolioKey(tx.manager, portfolios.from, ports.masterKey);
  if (!oldKey) return;
  const key = await ensurePortfolioKey(tx, portfolios.to, ports);
  for (let after: Id | null = null; ;) {
    const rows: { account_id: Id; box: Buffer }[] = await tx.query(NEXT_BOXES, [
      portfolios.to,
      after,
      BATCH_BOXES,
    ]);
    const boxes = rows.map(({ account_id: owner, box }) => {
      const content = openBox(box, { key: oldKey, owner });
      const nonce = ports.randomness.bytes(NONCE_BYTES);
      return { owner, box: Buffer.concat(sealBox(content, { key, owner, nonce })).toString("hex") };
    });
    if (boxes.length > 0) await tx.query(WRITE_BOXES, [JSON.stringify(boxes)]);
    if (rows.length < BATCH_BOXES) return;
    after = rows.at(-1)?.account_id ?? null;
  }
}

const NEXT_BOXES = `
  SELECT b.account_id, b.box FROM account a JOIN personal_box b ON b.account_id = a.id
  WHERE a.portfolio_id = $1 AND ($2::uuid IS NULL OR a.id > $2) ORDER BY a.id LIMIT $3`;
const WRITE_BOXES = `
  UPDATE personal_box b SET box = decode(n.box, 'hex')
  FROM json_to_recordset($1) AS n (owner uuid, box text) WHERE b.account_id = n.owner`;
