import type { Bidder } from "../../bidder";
import type { HybridPlan } from "./plan";

/** Takes the falling price, tries what it may not, and answers the highest sealed bid. */
export async function takeAndAnswer(bidder: Bidder, { fairPrice, bestBids }: HybridPlan): Promise<void> {
  const { room } = bidder;
  bidder.tell(`waits for ${bidder.inWords(fairPrice)}, which nobody else knows`);
  await room.until(
    () => room.isOpen && room.now.minimumNextBid !== null && bidder.minimumNextBid <= fairPrice,
  );
  while (room.phase === "FALLING") {
    const { decision } = await bidder.bid(bidder.minimumNextBid);
    if (decision === "ACCEPTED") break;
  }
  await room.untilPhase("SEALED");
  await bidder.bid(bestBids[1]); // its turn comes later
  await room.untilPhase("BEST_BID");
  for (const amount of bestBids) await bidder.bid(amount);
}

/** Would not pay what is asked, and offers more than what was taken, sealed. */
export async function offerSealed(bidder: Bidder, amount: bigint): Promise<void> {
  const { room } = bidder;
  await room.untilPhase("SEALED");
  const { decision, isEchoed } = await bidder.bid(amount);
  const echo = isEchoed ? "the amount comes back" : "the amount does not come back";
  bidder.tell(`offers ${bidder.inWords(amount)}, sealed: ${decision}, ${echo}`);
  await room.untilPhase("BEST_BID");
  await bidder.bid(amount * 2n); // nobody but the taker has another say
}
