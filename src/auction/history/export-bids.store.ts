import type { DataSource } from "typeorm";
import type { Id } from "../../platform/ids";
import {
  AUCTION_COLUMNS,
  AUCTION_TABLES,
  toRecord,
  type AuctionRecord,
  type RecordRow,
} from "../auction.rows";
import { FATE_COLUMNS, type BidFate } from "../bidding/bid.rows";
import { isSealed, type Audience } from "../domain";
import type { BidExport } from "./export-tickets";

/** An auction at one moment: its bids up to then are what is exported, however long that takes. */
export interface ExportSource {
  readonly auction: AuctionRecord;
  readonly audience: Audience;
  readonly firms: ReadonlyMap<Id, ExportedFirm>;
}

export interface ExportedFirm {
  readonly buyerId: Id;
  readonly name: string;
  readonly voidedThrough: number;
  readonly latestAccepted: number | null;
}

type SourceRow = RecordRow & { readonly firms: readonly (ExportedFirm & { readonly isRemoved: boolean })[] };

/** Null when the organization may not see the auction, or nobody its bids: they may be sealed since the address was given out. */
export async function openExport(
  database: DataSource,
  { auctionId, organizationId }: BidExport,
): Promise<ExportSource | null> {
  const [row] = await database.query<SourceRow[]>(
    `SELECT ${AUCTION_COLUMNS}, (
       SELECT coalesce(json_agg(json_build_object('buyerId', p.buyer_id, 'name', o.name, 'voidedThrough',
         p.voided_through, 'isRemoved', p.status = 'REMOVED', 'latestAccepted', (SELECT max(b.sequence) FROM bid b
           WHERE b.auction_id = p.auction_id AND b.buyer_id = p.buyer_id AND b.decision = 'ACCEPTED'
             AND b.sequence > p.voided_through))), '[]')
       FROM participant p JOIN organization o ON o.id = p.buyer_id WHERE p.auction_id = a.id) AS firms
     FROM ${AUCTION_TABLES} WHERE a.id = $1`,
    [auctionId],
  );
  if (!row) return null;
  const firms = new Map(row.firms.map((firm) => [firm.buyerId, firm]));
  const own = firms.get(organizationId);
  if (row.seller_id !== organizationId && (!own || own.isRemoved)) return null;
  const auction = toRecord(row);
  if (isSealed(auction.state)) return null;
  const audience: Audience = own ? { kind: "FIRM", buyerId: organizationId } : { kind: "SELLER" };
  return { auction, audience, firms };
}

const BATCH = 1_000;

/** The bids by place, a batch at a time: no connection is held while a slow reader takes one. */
export async function* readBids(
  database: DataSource,
  { auction, audience }: ExportSource,
): AsyncGenerator<readonly BidFate[]> {
  const firm = audience.kind === "FIRM" ? audience.buyerId : null;
  let after = 0;
  for (;;) {
    const bids = await database.query<BidFate[]>(
      `SELECT ${FATE_COLUMNS} FROM bid b
       WHERE b.auction_id = $1 AND NOT b.withdrawal AND b.sequence > $2 AND b.sequence <= $3 ${firm === null ? "" : "AND b.buyer_id = $4"}
       ORDER BY b.sequence LIMIT ${BATCH}`,
      [auction.id, after, auction.sequence, ...(firm === null ? [] : [firm])],
    );
    const last = bids.at(-1);
    if (!last) return;
    yield bids;
    after = last.sequence;
  }
}
