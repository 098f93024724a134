import type { Bidder } from "../../bidder";
import { priceAt, type DutchPlan } from "./plan";

/** Waits for its price and takes it; where the price has fallen meanwhile, it takes the new one. */
export async function takeFairPrice(bidder: Bidder, { fairPrice, stepSeconds }: DutchPlan): Promise<void> {
  const { room } = bidder;
  bidder.tell(`waits for ${bidder.inWords(fairPrice)}, which nobody else knows`);
  await untilAsked(bidder, fairPrice);
  await room.pause(stepSeconds / 2);
  while (room.isOpen) {
    const { decision } = await bidder.bid(bidder.minimumNextBid);
    if (decision === "ACCEPTED") return;
  }
}

/** Would pay the same, but asks its committee first, and is late. */
export async function comeTooLate(bidder: Bidder, { fairPrice }: DutchPlan): Promise<void> {
  const { room } = bidder;
  await untilAsked(bidder, fairPrice);
  if (!room.isOpen) return;
  const asked = bidder.minimumNextBid;
  bidder.tell("would pay that, too, and asks its committee first");
  await room.untilClosed();
  await bidder.bid(asked);
}

/** Hopes for the floor. Its bids show what is not taken: a price between the steps, and one that was asked before. */
export async function haggle(bidder: Bidder, plan: DutchPlan): Promise<void> {
  const { room } = bidder;
  const step = plan.openingPrice - priceAt(plan, 1);
  await untilAsked(bidder, priceAt(plan, 2));
  if (room.isOpen) await bidder.bid(bidder.minimumNextBid - step / 2n);
  await untilAsked(bidder, priceAt(plan, 4));
  if (room.isOpen) await bidder.bid(plan.openingPrice);
  bidder.tell(`waits for ${bidder.inWords(plan.reserve)}`);
  await room.untilClosed();
}

async function untilAsked(bidder: Bidder, price: bigint): Promise<void> {
  const { room } = bidder;
  const isAsked = () => room.now.minimumNextBid !== null && bidder.minimumNextBid <= price;
  await room.until(() => room.isOpen && isAsked());
}
