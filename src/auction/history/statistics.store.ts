import DataLoader from "dataloader";
import type { DataSource } from "typeorm";
import type { LoaderFactory } from "../../platform/context";
import type { Id } from "../../platform/ids";
import { formatInstant, type Instant } from "../../platform/time";
import type { BidReason, StandingJson } from "../domain";

/** What an auction's rows add up to. */
export interface BidCounts {
  readonly accepted: number;
  readonly rejections: readonly { readonly reason: BidReason; readonly count: number }[];
  readonly bidders: number;
  readonly extensions: number;
}

interface CountRow {
  auctionId: Id;
  reason: BidReason | null;
  count: number;
}

/** Counts by auction. Every bid is read, so it takes as long as there are many. */
export function bidCountsByAuction(database: DataSource): LoaderFactory<Id, BidCounts> {
  return (options) =>
    new DataLoader<Id, BidCounts>(async (ids) => {
      const decided = await database.query<CountRow[]>(DECIDED, [ids]);
      const firms = await database.query<{ auctionId: Id; bidders: number; extensions: number }[]>(FIRMS, [
        ids,
      ]);
      return ids.map((id) => {
        const counts = decided.filter(({ auctionId }) => auctionId === id);
        const { bidders = 0, extensions = 0 } = firms.find(({ auctionId }) => auctionId === id) ?? {};
        return {
          accepted: counts.find(({ reason }) => reason === null)?.count ?? 0,
          rejections: counts.flatMap(({ reason, count }) => (reason === null ? [] : [{ reason, count }])),
          bidders,
          extensions,
        };
      });
    }, options);
}

const DECIDED = `SELECT auction_id AS "auctionId", reason, count(*)::integer AS count FROM bid
  WHERE auction_id = ANY ($1::uuid[]) AND NOT withdrawal GROUP BY auction_id, reason ORDER BY count(*) DESC, reason`;

const FIRMS = `SELECT a.id AS "auctionId",
    (SELECT count(*)::integer FROM participant p WHERE p.auction_id = a.id
      AND EXISTS (SELECT FROM bid b WHERE b.auction_id = p.auction_id AND b.buyer_id = p.buyer_id)) AS bidders,
    (SELECT count(*)::integer FROM journal_entry e WHERE e.stream = a.id AND e.type = 'AuctionExtended') AS extensions
  FROM auction a WHERE a.id = ANY ($1::uuid[])`;

export interface AuctionMoment {
  readonly auctionId: Id;
  readonly at: Instant;
}

/** How an auction stood at an instant: the standing that its last entry until then tells; null before the first. */
export function standingByMoment(database: DataSource): LoaderFactory<AuctionMoment, StandingJson | null> {
  return (options) =>
    new DataLoader<AuctionMoment, StandingJson | null, string>(
      async (moments) => {
        const rows = await database.query<{ standing: StandingJson | null }[]>(
          `SELECT e.data -> 'standing' AS standing
           FROM unnest($1::uuid[], $2::timestamptz[]) WITH ORDINALITY AS m (auction_id, at, place)
           LEFT JOIN journal_entry e ON e.stream = m.auction_id AND e.sequence = last_entry_until(m.auction_id, m.at)
           ORDER BY m.place`,
          [moments.map(({ auctionId }) => auctionId), moments.map(({ at }) => formatInstant(at))],
        );
        return rows.map(({ standing }) => standing);
      },
      { ...options, cacheKeyFn: ({ auctionId, at }) => `${auctionId}/${at}` },
    );
}
