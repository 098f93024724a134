import { divideHalfUp } from "../../../../platform/money";

/** How the price falls, and what the firms are prepared to pay. Amounts in minor units. */
export interface DutchPlan {
  readonly reserve: bigint;
  readonly openingPrice: bigint;
  /** In millionths of the opening price. */
  readonly stepRate: bigint;
  readonly stepSeconds: number;
  /** The first price that two firms would pay; the others pay less. */
  readonly fairPrice: bigint;
}

const STEP_RATE = 25_000n;
const STEP_SECONDS = 120;
const FAIR_STEP = 7;

/** From a third above the floor down to it, in ten steps. */
export function planDutch(floor: bigint): DutchPlan {
  const openingPrice = (floor * 4n) / 3n;
  const descent = { openingPrice, stepRate: STEP_RATE };
  return { reserve: floor, ...descent, stepSeconds: STEP_SECONDS, fairPrice: priceAt(descent, FAIR_STEP) };
}

/** The price at step k as the rules state it: opening price × (1 − k × rate), rounded half up. */
export function priceAt(
  { openingPrice, stepRate }: Pick<DutchPlan, "openingPrice" | "stepRate">,
  step: number,
): bigint {
  return divideHalfUp(openingPrice * (1_000_000n - BigInt(step) * stepRate), 1_000_000n);
}
