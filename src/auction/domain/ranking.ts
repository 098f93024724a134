import type { AcceptedBid, AuctionState, RankedBid } from "./auction";
import { formatOf } from "./formats/registry";

/** The firms in the order in which they may buy, with each one's price; `bids`: every accepted one not voided, in order. */
export function ranking(
  auction: Pick<AuctionState, "terms" | "phase">,
  bids: readonly AcceptedBid[],
): readonly RankedBid[] {
  const format = formatOf(auction.terms);
  return format.ranking(auction.terms, format.phases?.inPlay(auction, bids) ?? bids);
}
