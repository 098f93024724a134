import type { DataSource } from "typeorm";
import type { Offence } from "../../platform/journal/verify-journal";

/**
 * An exposure whose sum is not that of its allotments, which entries of their auctions lead to: found at an auction in
 * which the firm takes part, since a sum has no journal of its own.
 */
export async function findMisallotment(database: DataSource): Promise<Offence | null> {
  const rows = await database.query<Offence[]>(
    `SELECT auction_id AS stream, 1 AS sequence, 'Its firm''s allotments do not add up to what is kept.' AS problem
     FROM (
       SELECT e.allotted_minor, (array_agg(p.auction_id ORDER BY p.auction_id))[1] AS auction_id,
         sum(coalesce(p.allotment_minor, 0)) AS allotted
       FROM exposure e JOIN participant p ON p.buyer_id = e.buyer_id
       JOIN auction a ON a.id = p.auction_id AND a.seller_id = e.seller_id AND a.terms ->> 'currency' = e.currency
       GROUP BY e.seller_id, e.buyer_id, e.currency, e.allotted_minor) AS summed
     WHERE allotted <> allotted_minor ORDER BY auction_id LIMIT 1`,
  );
  return rows[0] ?? null;
}
