import type { DataSource } from "typeorm";
import type { Transaction } from "../../platform/database/transactions";
import type { Id } from "../../platform/ids";
import type { Instant } from "../../platform/time";
import { PARTICIPANT_COLUMNS, TAKES_BIDS_YET, type ParticipantRow } from "../auction.rows";
import type { Participant } from "../domain";

/** For the auction's own store, which keeps the rows as their events make them. */
export async function setParticipant(
  tx: Transaction,
  auctionId: Id,
  buyerId: Id,
  columns: string,
  values: unknown[],
): Promise<void> {
  await tx.query(`UPDATE participant SET ${columns} WHERE auction_id = $1 AND buyer_id = $2`, [
    auctionId,
    buyerId,
    ...values,
  ]);
}

export async function findParticipant(
  tx: Transaction,
  auctionId: Id,
  buyerId: Id,
): Promise<Participant | null> {
  const [row] = await tx.query<{
    buyer_id: Id;
    paddle: string;
    status: Participant["status"];
    limit_minor: bigint | null;
    nda_signed_at: Instant | null;
    allotment_minor: bigint | null;
  }>(
    `SELECT buyer_id, paddle, status, limit_minor, nda_signed_at, allotment_minor FROM participant
     WHERE auction_id = $1 AND buyer_id = $2`,
    [auctionId, buyerId],
  );
  if (!row) return null;
  const { paddle, status, limit_minor: limit, nda_signed_at: ndaSignedAt, allotment_minor: allotment } = row;
  return { buyerId: row.buyer_id, paddle, status, limit, ndaSignedAt, allotment };
}

/** Was the firm ever invited? */
export async function hasPart(
  database: DataSource,
  { auctionId, buyerId }: { readonly auctionId: Id; readonly buyerId: Id },
): Promise<boolean> {
  const sql = "SELECT 1 FROM participant WHERE auction_id = $1 AND buyer_id = $2";
  return (await database.query<unknown[]>(sql, [auctionId, buyerId])).length > 0;
}

/** The participant's row as queries show it. */
export async function findParticipantRow(
  tx: Transaction,
  auctionId: Id,
  buyerId: Id,
): Promise<ParticipantRow | null> {
  const [row] = await tx.query<ParticipantRow>(
    `SELECT ${PARTICIPANT_COLUMNS} FROM participant p WHERE p.auction_id = $1 AND p.buyer_id = $2`,
    [auctionId, buyerId],
  );
  return row ?? null;
}

/** The firms that take part beside this one. */
export async function otherFirms(tx: Transaction, auctionId: Id, buyerId: Id): Promise<readonly Id[]> {
  const rows = await tx.query<{ buyer_id: Id }>(
    "SELECT buyer_id FROM participant WHERE auction_id = $1 AND buyer_id <> $2 AND status <> 'REMOVED'",
    [auctionId, buyerId],
  );
  return rows.map((row) => row.buyer_id);
}

/** Makes the participant's row with the next free paddle; its events then fill it. */
export async function insertParticipant(
  tx: Transaction,
  participant: { readonly id: Id; readonly auctionId: Id; readonly buyerId: Id; readonly paddle: string },
): Promise<void> {
  await tx.query(
    "INSERT INTO participant (id, auction_id, buyer_id, paddle, status) VALUES ($1, $2, $3, $4, 'INVITED')",
    [participant.id, participant.auctionId, participant.buyerId, participant.paddle],
  );
}

/**
 * Reads anew until when the firm's licences hold wherever an auction's accounts are, for one auction or for all that
 * still take bids. A jurisdiction without a licence counts as lapsed.
 */
export async function refreshLicences(
  tx: Transaction,
  firm: { readonly sellerId: Id; readonly buyerId: Id; readonly auctionId: Id | null },
): Promise<void> {
  await tx.query(
    `UPDATE participant p SET licences_lapse_at = (
       SELECT min(coalesce(l.lapses_at, 'epoch')) FROM unnest(a.jurisdictions) AS needed (jurisdiction)
       LEFT JOIN buyer_licence l
         ON l.seller_id = $1 AND l.buyer_id = $2 AND l.jurisdiction = needed.jurisdiction)
     FROM auction a JOIN auction_state c ON c.auction_id = a.id
     WHERE p.auction_id = a.id AND p.buyer_id = $2 AND a.seller_id = $1
       AND c.status IN ('SCHEDULED', 'OPEN', 'PAUSED', 'AWAITING_SHARES', 'CLOSED') AND ($3::uuid IS NULL OR a.id = $3)`,
    [firm.sellerId, firm.buyerId, firm.auctionId],
  );
}

/** The seller's auctions, by id, in which the firm takes part and whose bidding is not over. */
export async function liveAuctionsOf(
  tx: Transaction,
  firm: { readonly sellerId: Id; readonly buyerId: Id },
): Promise<readonly Id[]> {
  const rows = await tx.query<{ id: Id }>(
    `SELECT a.id FROM participant p JOIN auction a ON a.id = p.auction_id JOIN auction_state c ON c.auction_id = a.id
     WHERE p.buyer_id = $2 AND a.seller_id = $1 AND ${TAKES_BIDS_YET}
     ORDER BY a.id`,
    [firm.sellerId, firm.buyerId],
  );
  return rows.map(({ id }) => id);
}

export async function paddlesInUse(tx: Transaction, auctionId: Id): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ paddle: string }>("SELECT paddle FROM participant WHERE auction_id = $1", [
    auctionId,
  ]);
  return new Set(rows.map(({ paddle }) => paddle));
}
