import type { RequestContext } from "../platform/context";
import type { AuctionReader, SeenAuction } from "./auction-reader";
import type { AuctionType } from "./auction.graphql";
import { auctionView } from "./auction.views";

/** An auction as its audience sees it; who won is looked up only where somebody may have. */
export async function showAuction(
  reader: AuctionReader,
  context: RequestContext,
  { auction, audience }: Pick<SeenAuction, "auction" | "audience">,
): Promise<AuctionType> {
  const participants = auction.state.outcome
    ? await reader.participants(context, auction.id)
    : new Map<string, never>();
  return auctionView(auction, audience, participants);
}
