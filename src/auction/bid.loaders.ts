import DataLoader from "dataloader";
import type { DataSource } from "typeorm";
import type { LoaderFactory } from "../platform/context";
import type { Id } from "../platform/ids";
import { BID_COLUMNS, BID_TABLES, type BidRow } from "./bid.rows";

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
          `SELECT ${BID_COLUMNS} FROM unnest($1::uuid[], $2::integer[]) AS k (auction_id, sequence)
           JOIN (${BID_TABLES}) ON b.auction_id = k.auction_id AND b.sequence = k.sequence`,
          [places.map(({ auctionId }) => auctionId), places.map(({ sequence }) => sequence)],
        );
        const byPlace = new Map(rows.map((row) => [keyOf(row), row]));
        return places.map((place) => byPlace.get(keyOf(place)) ?? null);
      },
      { ...options, cacheKeyFn: keyOf },
    );
}

function keyOf({ auctionId, sequence }: BidPlace): string {
  return `${auctionId}/${sequence}`;
}
