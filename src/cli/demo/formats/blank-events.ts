import type { AuctionEvent } from "../auction-room";

/** Was this shown before the bids were opened that decide a sealed auction? */
export function isBeforeOpening({ standing: { status } }: AuctionEvent): boolean {
  return status === "OPEN" || status === "AWAITING_SHARES";
}

/** Does it show no number, no amount, no firm and no place in the journal? */
export function isBlank({ sequence, standing }: AuctionEvent): boolean {
  const { bidCount, leadingAmount, leadingPaddle, minimumNextBid, reserveStatus } = standing;
  return [sequence, bidCount, leadingAmount, leadingPaddle, minimumNextBid, reserveStatus].every(
    (shown) => shown === null,
  );
}
