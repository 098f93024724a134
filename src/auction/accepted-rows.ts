import type { Id } from "../platform/ids";
import type { AcceptedBid } from "./domain";

/** An accepted bid, or what took its firm's bids back. */
export type AcceptedRow = AcceptedBid & { readonly withdrawal: boolean };

/**
 * Of `bid`, as AcceptedRow. They are read without a join: statistics know nothing of bids that came since they were made, and
 * what is planned for a single bid may read all of them for each.
 */
export const ACCEPTED_ROWS = `SELECT sequence, buyer_id AS "buyerId", paddle, amount_minor AS amount,
    maximum_minor AS maximum, raise, decided_at AS "decidedAt", withdrawal
  FROM bid WHERE auction_id = $1 AND decision = 'ACCEPTED'`;

/** The bids that count, in order: those behind their firm's last withdrawal, and behind what was voided. */
export function countingBids(
  rows: readonly AcceptedRow[],
  voidedThrough: ReadonlyMap<Id, number>,
): readonly AcceptedBid[] {
  const gone = new Map(voidedThrough);
  for (const { buyerId, sequence, withdrawal } of rows)
    if (withdrawal && sequence > (gone.get(buyerId) ?? 0)) gone.set(buyerId, sequence);
  return rows.flatMap(({ withdrawal, ...bid }) =>
    !withdrawal && bid.sequence > (gone.get(bid.buyerId) ?? 0) ? [bid] : [],
  );
}
