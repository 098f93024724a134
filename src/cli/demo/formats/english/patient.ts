import type { Bidder } from "../../bidder";
import type { AuctionPlan } from "./plan";

const SECONDS_LEFT = 13;
const SECONDS_TO_THINK = 1.5;

/** Lets a proxy maximum bid for it; once that is beaten, its committee allows one that is a little higher. */
export async function bidPatiently(
  bidder: Bidder,
  { patientMaximum, patientLast }: AuctionPlan,
): Promise<void> {
  const { room } = bidder;
  await room.untilLeft(SECONDS_LEFT);
  for (const maximum of [patientMaximum, patientLast]) {
    await room.until(() => !bidder.leads);
    await room.pause(SECONDS_TO_THINK);
    if (room.isOpen && bidder.minimumNextBid <= maximum) await bidder.bid(bidder.minimumNextBid, maximum);
  }
}
