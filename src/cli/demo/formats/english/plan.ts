import { LEAST_FLOOR } from "../format-story";

/** How the demo sells a portfolio with a given floor, and what its buyers are prepared to pay. All in minor units. */
export interface AuctionPlan {
  readonly reserve: bigint;
  readonly openingPrice: bigint;
  /** From 0 on. */
  readonly step: bigint;
  /** Where plain bids stop. */
  readonly eagerBudget: bigint;
  /** The proxy maximum of a first bid, and of the second that follows when that was not enough. */
  readonly patientMaximum: bigint;
  readonly patientLast: bigint;
  /** What the seller lets the sniper bid at most; it goes all the way. */
  readonly sniperLimit: bigint;
}

/** Steps of about a hundredth of the floor; opening below it, so that the reserve has something to do. */
export function planAuction(floor: bigint): AuctionPlan {
  if (floor < LEAST_FLOOR) throw new Error("A floor this low cannot be auctioned in steps");
  const step = firstDigitOf(floor / 100n);
  return {
    reserve: floor,
    openingPrice: floor - 20n * step,
    step,
    eagerBudget: floor + 12n * step,
    patientMaximum: floor + 21n * step,
    patientLast: floor + 26n * step,
    sniperLimit: floor + 30n * step,
  };
}

/** 4,712 becomes 4,000: a step that people can count in. */
function firstDigitOf(amount: bigint): bigint {
  const [first = "0", ...others] = amount.toString();
  return BigInt(first) * 10n ** BigInt(others.length);
}
