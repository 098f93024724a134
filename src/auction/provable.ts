import type { AuctionState } from "./domain";

/** Formats in which nobody may learn before the opening how many bids there are. */
const SEALED: ReadonlySet<string> = new Set([
  "SEALED_FIRST_PRICE",
  "SEALED_SECOND_PRICE",
  "BEST_AND_FINAL",
  "HYBRID",
]);

/** May others hear how long the journal is, and its entries' hashes? While bids are sealed, both would tell of them. */
export function isProvable({ terms, status, outcome }: AuctionState): boolean {
  return !SEALED.has(terms.format) || outcome !== null || status === "CANCELLED";
}
