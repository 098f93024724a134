import type { Bidder } from "../../bidder";
import type { AuctionPlan } from "./plan";

const SECONDS_LEFT = 3;

/**
 * Waits for the last seconds. Its first two bids show what is not taken: the price that stands already, and more than the
 * seller lets it bid. The third counts, and so late that it moves the end.
 */
export async function bidLate(bidder: Bidder, { sniperLimit, step }: AuctionPlan): Promise<void> {
  const { room } = bidder;
  await room.untilLeft(SECONDS_LEFT);
  if (!room.isOpen) return;
  await bidder.bid(bidder.price);
  await bidder.bid(sniperLimit + step);
  while (room.isOpen && !bidder.leads && bidder.minimumNextBid <= sniperLimit) {
    await bidder.bid(bidder.minimumNextBid, sniperLimit);
  }
}
