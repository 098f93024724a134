import { isSealed, type AuctionState } from "../domain";

/** May others hear how long the journal is, and its entries' hashes? While bids are sealed, both would tell of them. */
export function isProvable(auction: AuctionState): boolean {
  return !isSealed(auction) || auction.status === "CANCELLED";
}
