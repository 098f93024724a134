import DataLoader from "dataloader";
import type { DataSource } from "typeorm";
import type { LoaderFactory } from "../../platform/context";
import type { Id } from "../../platform/ids";
import { BID_COLUMNS, BID_TABLES, bidsAt, type BidRow } from "./bid.rows";

/** A place in an auction's journal that is a bid's. */
export interface BidPlace {
  readonly auctionId: Id;
  readonly sequence: number;
}

/** Bids by their place. */
export function bidByPlace(database: DataSource): LoaderFactory<BidPlace, BidRow | null> {
  return (options) =>
    new DataLoader<BidPlace, BidRow | null, string>(
      async (places) => {
        const rows = await database.query<BidRow[]>(
          `WITH place AS (SELECT * FROM unnest($1::uuid[], $2::integer[]) AS k (auction_id, sequence))
           SELECT ${BID_COLUMNS} FROM ${bidsAt("place")}`,
          [places.map(({ auctionId }) => auctionId), places.map(({ sequence }) => sequence)],
        );
        const byPlace = new Map(rows.map((row) => [keyOf(row), row]));
        return places.map((place) => byPlace.get(keyOf(place)) ?? null);
      },
      { ...options, cacheKeyFn: keyOf },
    );
}

/** Some of a firm's own bids in an auction. */
export interface OwnBids {
  readonly auctionId: Id;
  readonly buyerId: Id;
  /** Only those before this sequence; null: all. */
  readonly before: number | null;
  readonly limit: number;
}

/** Pages of firms' own bids, the latest first. */
export function ownBidsByPage(database: DataSource): LoaderFactory<OwnBids, readonly BidRow[]> {
  return (options) =>
    new DataLoader<OwnBids, readonly BidRow[], string>(
      async (pages) => {
        const wanted = pages.map((page, place) => ({ ...page, place }));
        const rows = await database.query<(BidRow & { readonly place: number })[]>(OWN_BIDS, [
          JSON.stringify(wanted),
        ]);
        return pages.map((_page, place) => rows.filter((row) => row.place === place));
      },
      { ...options, cacheKeyFn: (page) => JSON.stringify(page) },
    );
}

const OWN_BIDS = `
  SELECT own.*, wanted.place
  FROM json_to_recordset($1)
    AS wanted (place integer, "auctionId" uuid, "buyerId" uuid, before integer, "limit" integer)
  CROSS JOIN LATERAL (
    SELECT ${BID_COLUMNS} FROM ${BID_TABLES}
    WHERE b.auction_id = wanted."auctionId" AND b.buyer_id = wanted."buyerId" AND NOT b.withdrawal
      AND (wanted.before IS NULL OR b.sequence < wanted.before)
    ORDER BY b.sequence DESC LIMIT wanted."limit") AS own
  ORDER BY wanted.place, own.sequence DESC`;

function keyOf({ auctionId, sequence }: BidPlace): string {
  return `${auctionId}/${sequence}`;
}
