import type { Id } from "../../platform/ids";
import type { Audience } from "./audience";
import type { AuctionState } from "./auction";
import type { BidReason } from "./bid-reason";
import { isSealed } from "./standing";

/** What of a sealed bid an audience may be told. */
export interface SealedView {
  readonly isOpened: boolean;
  readonly amount: bigint | null;
  /** Its place among the bids that count, the highest first. */
  readonly rank: number | null;
  readonly reason: BidReason | null;
}

/** What the opening found in a sealed bid. */
export interface Opened {
  readonly buyerId: Id;
  readonly openedAmount: bigint | null;
  readonly setAsideReason: BidReason | null;
  readonly rank: number | null;
}

export const NOTHING_TOLD: SealedView = { isOpened: false, amount: null, rank: null, reason: null };

/**
 * Nothing to anybody before the opening. Then a firm reads its own bid; the seller what it buys by, the winner's price and
 * the cover bid, and the losers' amounts once the result was awarded.
 */
export function sealedView(auction: AuctionState, bid: Opened, audience: Audience): SealedView {
  if (isSealed(auction)) return NOTHING_TOLD;
  const { openedAmount: amount, setAsideReason: reason, rank } = bid;
  const isOwn = audience.kind === "FIRM" && audience.buyerId === bid.buyerId;
  if (isOwn) return { isOpened: true, amount, rank, reason };
  if (audience.kind !== "SELLER") return NOTHING_TOLD;
  const { outcome, award } = auction;
  const isWinner = outcome?.winner?.buyerId === bid.buyerId;
  const isCover = outcome?.cover?.buyerId === bid.buyerId;
  const isTold = isWinner ? amount === outcome.price : isCover || award !== null;
  return { isOpened: true, amount: isTold ? amount : null, rank, reason };
}
