import type { Bidder } from "../../bidder";
import type { AuctionPlan } from "./plan";

const SECONDS_TO_THINK = 0.8;

/** Opens the bidding, and answers every rival with the least plain bid that counts, up to its budget. */
export async function bidEagerly(bidder: Bidder, { eagerBudget }: AuctionPlan): Promise<void> {
  const { room } = bidder;
  await room.until(() => room.isOpen);
  await room.pause(SECONDS_TO_THINK / 2);
  while (room.isOpen && bidder.minimumNextBid <= eagerBudget) {
    await bidder.bid(bidder.minimumNextBid);
    await room.until(() => !bidder.leads);
    await room.pause(SECONDS_TO_THINK);
  }
}
