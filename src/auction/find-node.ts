import type { DataSource } from "typeorm";
import type { RequestContext } from "../platform/context";
import type { Node } from "../platform/graphql/node";
import type { Id } from "../platform/ids";
import { isAuctionViewer, isHistoryReader, requireAuctionViewer } from "./access";
import type { AuctionReader } from "./auction-reader";
import { PARTICIPANT_COLUMNS, type ParticipantRow } from "./auction.rows";
import { auctionView, bidRowView, participantView } from "./auction.views";
import { BID_COLUMNS, BID_TABLES, type BidRow } from "./bidding/bid.rows";
import { isSealed } from "./domain";
import { mayKnowFirm } from "./auction.policy";

/** For `node(id:)`: auctions, participants and bids that the caller may see. */
export function findAuctionNode(reader: AuctionReader, database: DataSource) {
  return async (context: RequestContext, id: Id): Promise<Node | null> => {
    if (!isAuctionViewer(context.require())) return null;
    return (
      (await findAuction(reader, context, id)) ??
      (await findParticipant(reader, database, context, id)) ??
      (await findBid(reader, database, context, id))
    );
  };
}

async function findAuction(reader: AuctionReader, context: RequestContext, id: Id): Promise<Node | null> {
  const seen = await reader.find(context, requireAuctionViewer(context), id);
  return seen && auctionView(seen.auction, seen.audience, await reader.participants(context, id));
}

async function findParticipant(
  reader: AuctionReader,
  database: DataSource,
  context: RequestContext,
  id: Id,
): Promise<Node | null> {
  const [row] = await database.query<ParticipantRow[]>(
    `SELECT ${PARTICIPANT_COLUMNS} FROM participant p WHERE p.id = $1`,
    [id],
  );
  const seen = row && (await reader.find(context, requireAuctionViewer(context), row.auctionId));
  if (!row || !seen || !mayKnowFirm(seen.audience, row.buyerId)) return null;
  return participantView(row, seen.auction.state.terms.currency, seen.audience);
}

/** A bid is found by its own firm, and by those of its seller who read bid histories. */
async function findBid(
  reader: AuctionReader,
  database: DataSource,
  context: RequestContext,
  id: Id,
): Promise<Node | null> {
  if (!isHistoryReader(context.require())) return null;
  const [bid] = await database.query<BidRow[]>(`SELECT ${BID_COLUMNS} FROM ${BID_TABLES} WHERE b.id = $1`, [
    id,
  ]);
  const seen = bid && (await reader.find(context, requireAuctionViewer(context), bid.auctionId));
  if (!bid || !seen || !mayKnowFirm(seen.audience, bid.buyerId)) return null;
  const { audience } = seen;
  const { state } = seen.auction;
  if (audience.kind === "SELLER" && isSealed(state)) return null;
  return bidRowView(state, bid, audience);
}
