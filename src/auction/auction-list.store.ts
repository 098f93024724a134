import type { DataSource } from "typeorm";
import { isSeller } from "../platform/access/require";
import type { Viewer } from "../platform/access/viewer";
import { isId } from "../platform/ids";
import type { Page } from "../platform/graphql/connections";
import type { AuctionFilter } from "./auction-filter.graphql";
import {
  AUCTION_COLUMNS,
  AUCTION_TABLES,
  toRecord,
  type AuctionRecord,
  type RecordRow,
} from "./auction.rows";

/** The auctions that a viewer may see, the latest scheduled first; one more than the page, to know whether it ends. */
export async function listAuctions(
  database: DataSource,
  viewer: Viewer,
  filter: AuctionFilter,
  page: Page,
): Promise<AuctionRecord[]> {
  const mine = isSeller(viewer)
    ? "a.seller_id = $1"
    : `EXISTS (SELECT FROM participant p WHERE p.auction_id = a.id AND p.buyer_id = $1 AND p.status <> 'REMOVED')`;
  const rows = await database.query<RecordRow[]>(
    `SELECT ${AUCTION_COLUMNS} FROM ${AUCTION_TABLES}
     WHERE ${mine} AND ($2::text[] IS NULL OR c.status = ANY($2)) AND ($3::text[] IS NULL OR a.format = ANY($3))
       AND ($4::uuid[] IS NULL OR a.portfolio_id = ANY($4)) AND ($5::uuid IS NULL OR a.id < $5)
     ORDER BY a.id DESC LIMIT $6`,
    [
      viewer.organization.id,
      filter.status ?? null,
      filter.format ?? null,
      filter.portfolioIds?.filter(isId) ?? null,
      page.after?.[0] ?? null,
      page.first + 1,
    ],
  );
  return rows.map(toRecord);
}
