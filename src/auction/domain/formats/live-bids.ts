import type { Bidder } from "../auction";

/** Each firm's latest bid: a later one replaces the earlier. */
export function liveBids<Bid extends Bidder>(bids: readonly Bid[]): readonly Bid[] {
  return [...new Map(bids.map((bid) => [bid.buyerId, bid])).values()];
}
