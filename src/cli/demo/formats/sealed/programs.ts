import type { Bidder } from "../../bidder";
import type { SealedPlan } from "./plan";

/** Offers much at once, and thinks better of it: what stands is its last word. */
export async function offerAndReplace(bidder: Bidder, { eagerOffers }: SealedPlan): Promise<void> {
  const [first, second] = eagerOffers;
  await bidder.room.untilLeft(18);
  await offer(bidder, first, "bids");
  await bidder.room.untilLeft(12);
  await offer(bidder, second, "replaces that by");
}

/** Takes its offer back, and comes back with a lower one. */
export async function offerWithdrawOffer(bidder: Bidder, { patientOffers }: SealedPlan): Promise<void> {
  const [first, second] = patientOffers;
  await bidder.room.untilLeft(16);
  await offer(bidder, first, "bids");
  await bidder.room.untilLeft(10);
  if (!bidder.room.isOpen) return;
  await bidder.withdraw();
  bidder.tell("takes its bid back");
  await bidder.room.untilLeft(6);
  await offer(bidder, second, "comes back with");
}

/** One bid, late: nobody sees it and nothing is extended. */
export async function offerLate(bidder: Bidder, { lateOffer }: SealedPlan): Promise<void> {
  await bidder.room.untilLeft(4);
  await offer(bidder, lateOffer, "bids");
}

async function offer(bidder: Bidder, amount: bigint, how: string): Promise<void> {
  if (!bidder.room.isOpen) return;
  const { decision, isEchoed } = await bidder.bid(amount);
  const echo = isEchoed ? "the amount comes back" : "the amount does not come back";
  bidder.tell(`${how} ${bidder.inWords(amount)}: ${decision}, ${echo}`);
}
