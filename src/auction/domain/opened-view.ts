import type { Id } from "../../platform/ids";
import type { Audience } from "./audience";
import type { AuctionState } from "./auction";
import type { BidReason } from "./bid-reason";

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
  readonly sequence: number;
  readonly buyerId: Id;
  readonly openedAmount: bigint | null;
  readonly setAsideReason: BidReason | null;
  readonly rank: number | null;
}

export const NOTHING_TOLD: SealedView = { isOpened: false, amount: null, rank: null, reason: null };

/**
 * Nothing to anybody before the outcome. Then a firm reads its own bid and its place; the seller what it buys by, the winner's
 * price and the cover bid, and the losers' amounts once the result was awarded. What was indicated the seller has read
 * before, and whoever indicated learns of no place.
 */
export function sealedView(auction: AuctionState, bid: Opened, audience: Audience): SealedView {
  const { outcome, award } = auction;
  if (outcome === null) return NOTHING_TOLD;
  const { openedAmount: amount, setAsideReason: reason } = bid;
  const wasIndicated = isIndication(auction, bid);
  const rank = wasIndicated ? null : rankOf(auction, bid);
  const isOwn = audience.kind === "FIRM" && audience.buyerId === bid.buyerId;
  if (isOwn) return { isOpened: true, amount, rank, reason };
  if (audience.kind !== "SELLER") return NOTHING_TOLD;
  const isWinner = outcome.winner?.buyerId === bid.buyerId;
  const isCover = outcome.cover?.buyerId === bid.buyerId;
  const isTold = wasIndicated || (isWinner ? amount === outcome.price : isCover || award !== null);
  return { isOpened: true, amount: isTold ? amount : null, rank, reason };
}

function isIndication({ terms, phase }: AuctionState, { sequence }: Opened): boolean {
  return terms.bestAndFinal !== null && phase?.opened.some((one) => one.sequence === sequence) === true;
}

/** Among the sealed bids, and behind whoever took the falling price and then went higher. */
function rankOf({ phase }: AuctionState, { rank, openedAmount }: Opened): number | null {
  const taker = phase?.taker ?? null;
  if (rank === null || openedAmount === null || taker === null) return rank;
  return taker.amount > openedAmount ? rank + 1 : rank;
}
