import type { Transaction } from "../platform/database/transactions";
import { retryLater } from "../platform/errors";
import type { Id } from "../platform/ids";

/**
 * A portfolio's set of accounts is changed by one at a time: a tape that replaces them, a screening, a carve-out. The lock is
 * held to the end of the transaction, beside the portfolio's row, because a tape may take minutes and the row must not.
 * Whoever finds it taken is told to come again; whoever has it may take as long as there are accounts.
 */
export async function lockAccounts(tx: Transaction, portfolioId: Id): Promise<void> {
  const [row] = await tx.query<{ locked: boolean }>(
    "SELECT pg_try_advisory_xact_lock(hashtextextended('accounts of ' || $1, 0)) AS locked",
    [portfolioId],
  );
  if (!row?.locked)
    throw retryLater("A tape is being imported into this portfolio; try again when it is done.");
  await tx.beginLongWork();
}

/** The same for a tape that is being uploaded: it waits its turn, and its sender with it. */
export async function waitForAccounts(tx: Transaction, portfolioId: Id): Promise<void> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtextextended('accounts of ' || $1, 0))", [portfolioId]);
}
