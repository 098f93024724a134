import type { Book, Outcome, RankedBid } from "./auction";
import type { Terms } from "./terms";

/** What an auction comes to, however it closed. */
export type Result = Pick<Outcome, "kind" | "winner" | "price" | "cover">;

export const NOTHING_BID: Result = { kind: "NO_BIDS", winner: null, price: null, cover: null };

/** Leading is not winning: below the reserve nobody is obliged. */
export function resultOf({ reserve }: Terms, { leader, price }: Book, cover: RankedBid | null): Result {
  if (leader === null || price === null) return NOTHING_BID;
  if (price < reserve.amount) return { ...NOTHING_BID, kind: "RESERVE_NOT_MET" };
  return { kind: "WON", winner: { buyerId: leader.buyerId, paddle: leader.paddle }, price, cover };
}
