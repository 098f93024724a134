import { sealed } from "../../platform/errors";
import { isSealed, type AuctionState } from "../domain";

/** SEALED while nobody reads what was bid: until the opening, and for ever where the auction was cancelled before it. */
export function requireReadable(auction: AuctionState): void {
  if (!isSealed(auction)) return;
  throw auction.status === "CANCELLED"
    ? sealed("The auction was cancelled before its opening: its bids stay sealed.")
    : sealed();
}
