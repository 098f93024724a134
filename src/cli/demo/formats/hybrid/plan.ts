import { divideHalfUp } from "../../../../platform/money";

/** From where the price falls, and what the firms would pay. Amounts in minor units. */
export interface HybridPlan {
  readonly openingPrice: bigint;
  /** The first price that one firm takes. */
  readonly fairPrice: bigint;
  /** What the others offer in the sealed round, and the best bids that answer it. */
  readonly sealedOffers: readonly [bigint, bigint];
  readonly bestBids: readonly [bigint, bigint];
}

const FAIR_STEP = 1;

/** The price falls by a hundredth of the first each step; it is taken well above the floor. */
export function planHybrid(floor: bigint): HybridPlan {
  const openingPrice = (floor * 12n) / 10n;
  const fairPrice = divideHalfUp(openingPrice * BigInt(100 - FAIR_STEP), 100n);
  const above = (percent: bigint) => fairPrice + (floor * percent) / 100n;
  return {
    openingPrice,
    fairPrice,
    sealedOffers: [above(4n), above(2n)],
    bestBids: [above(3n), above(5n)],
  };
}
