import type { Transaction } from "../../platform/database/transactions";
import type { Id } from "../../platform/ids";
import { refuse, type Refusal } from "../../platform/refusal";

/** A portfolio is withdrawn only when no auction of it is live: participants must be told by a cancellation first. */
export async function objectToWithdrawal(tx: Transaction, portfolioId: Id): Promise<Refusal | null> {
  const [live] = await tx.query<{ status: string }>(
    `SELECT status FROM auction_state
     WHERE portfolio_id = $1 AND status IN ('SCHEDULED', 'OPEN', 'PAUSED', 'AWAITING_SHARES', 'CLOSED', 'AWARDED')`,
    [portfolioId],
  );
  if (!live) return null;
  return refuse("INVALID_STATE", `Cancel its auction first; it is ${live.status}.`, { state: live.status });
}
