import DataLoader from "dataloader";
import type { DataSource } from "typeorm";
import type { LoaderFactory } from "../platform/context";
import type { Id } from "../platform/ids";
import {
  AUCTION_COLUMNS,
  AUCTION_TABLES,
  PARTICIPANT_COLUMNS,
  toRecord,
  type AuctionRecord,
  type ParticipantRow,
  type RecordRow,
} from "./auction.rows";

/** Auctions by id; what a caller may see of one is the policy's to say. */
export function auctionById(database: DataSource): LoaderFactory<Id, AuctionRecord | null> {
  return (options) =>
    new DataLoader<Id, AuctionRecord | null>(async (ids) => {
      const rows = await database.query<RecordRow[]>(
        `SELECT ${AUCTION_COLUMNS} FROM ${AUCTION_TABLES} WHERE a.id = ANY($1)`,
        [ids],
      );
      const byId = new Map(rows.map((row) => [row.id, toRecord(row)]));
      return ids.map((id) => byId.get(id) ?? null);
    }, options);
}

interface FirmInAuction {
  readonly auctionId: Id;
  readonly buyerId: Id;
}

/** A firm's part in an auction; null when it has none. */
export function participantByFirm(database: DataSource): LoaderFactory<FirmInAuction, ParticipantRow | null> {
  return (options) =>
    new DataLoader<FirmInAuction, ParticipantRow | null, string>(
      async (keys) => {
        const rows = await database.query<ParticipantRow[]>(
          `SELECT ${PARTICIPANT_COLUMNS}
           FROM unnest($1::uuid[], $2::uuid[]) AS k (auction_id, buyer_id)
           JOIN participant p ON p.auction_id = k.auction_id AND p.buyer_id = k.buyer_id`,
          [keys.map(({ auctionId }) => auctionId), keys.map(({ buyerId }) => buyerId)],
        );
        const byKey = new Map(rows.map((row) => [keyOf(row), row]));
        return keys.map((key) => byKey.get(keyOf(key)) ?? null);
      },
      { ...options, cacheKeyFn: keyOf },
    );
}

/** All firms of an auction, by paddle. */
export function participantsByAuction(database: DataSource): LoaderFactory<Id, readonly ParticipantRow[]> {
  return (options) =>
    new DataLoader<Id, readonly ParticipantRow[]>(async (ids) => {
      const rows = await database.query<ParticipantRow[]>(
        `SELECT ${PARTICIPANT_COLUMNS} FROM participant p WHERE p.auction_id = ANY($1) ORDER BY p.auction_id, p.paddle`,
        [ids],
      );
      const byAuction = new Map<Id, ParticipantRow[]>(ids.map((id) => [id, []]));
      for (const row of rows) byAuction.get(row.auctionId)?.push(row);
      return ids.map((id) => byAuction.get(id) ?? []);
    }, options);
}

function keyOf({ auctionId, buyerId }: FirmInAuction): string {
  return `${auctionId}/${buyerId}`;
}
