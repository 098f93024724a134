import type { AcceptedBid, RankedBid } from "./auction";
import { formatOf } from "./formats/registry";
import type { Terms } from "./terms";

/** The firms in the order in which they may buy, with each one's price; `bids`: every accepted one not voided, in order. */
export function ranking(terms: Terms, bids: readonly AcceptedBid[]): readonly RankedBid[] {
  return formatOf(terms).ranking(terms, bids);
}
