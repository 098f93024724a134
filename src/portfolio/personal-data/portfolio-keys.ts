import { createSecretKey, hkdfSync, type KeyObject } from "node:crypto";
import type { EntityManager } from "typeorm";
import type { Transaction } from "../../platform/database/transactions";
import type { Id } from "../../platform/ids";
import type { Randomness } from "../../platform/randomness";
import { NONCE_BYTES, openBox, sealBox } from "./personal-box";

const KEY_BYTES = 32;

/** Wraps portfolios' keys; the master key itself is used for nothing but deriving. */
function wrappingKey(masterKey: Uint8Array): KeyObject {
  const key = hkdfSync("sha256", masterKey, Buffer.alloc(0), "recoup portfolio keys", KEY_BYTES);
  return createSecretKey(Buffer.from(key));
}

/** The key under which the portfolio's personal data is sealed; the first time, or after an erasure, a new one. */
export async function ensurePortfolioKey(
  tx: Transaction,
  portfolioId: Id,
  { masterKey, randomness }: { readonly masterKey: Uint8Array; readonly randomness: Randomness },
): Promise<KeyObject> {
  const known = await findPortfolioKey(tx.manager, portfolioId, masterKey);
  if (known) return known;
  const key = randomness.bytes(KEY_BYTES);
  const nonce = randomness.bytes(NONCE_BYTES);
  const wrapped = sealBox(key, { key: wrappingKey(masterKey), owner: portfolioId, nonce });
  await tx.query("INSERT INTO portfolio_key (portfolio_id, wrapped_key) VALUES ($1, $2)", [
    portfolioId,
    Buffer.concat(wrapped),
  ]);
  return createSecretKey(key);
}

/** The portfolio's key, or `null` once it was erased: then nobody opens its boxes any more. */
export async function findPortfolioKey(
  manager: EntityManager,
  portfolioId: Id,
  masterKey: Uint8Array,
): Promise<KeyObject | null> {
  const [row] = await manager.query<{ wrapped_key: Buffer }[]>(
    "SELECT wrapped_key FROM portfolio_key WHERE portfolio_id = $1",
    [portfolioId],
  );
  return row
    ? createSecretKey(openBox(row.wrapped_key, { key: wrappingKey(masterKey), owner: portfolioId }))
    : null;
}

export async function deletePortfolioKey(tx: Transaction, portfolioId: Id): Promise<void> {
  await tx.query("DELETE FROM portfolio_key WHERE portfolio_id = $1", [portfolioId]);
}
