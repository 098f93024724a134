import { divideHalfUp } from "../../../platform/money";
import { seconds, type Instant } from "../../../platform/time";
import type { DutchTerms, Terms } from "../terms";

/** What a step rate counts: millionths of the opening price. */
export const MILLIONTHS = 1_000_000n;

/** A falling price: where it starts, how it falls, and what it may not fall below. */
export interface Descent extends Pick<Terms, "openingPrice" | "reserve"> {
  readonly dutch: DutchTerms;
  /** It stops at this step however low the reserve is; null: nothing but the reserve stops it. */
  readonly stopsAt: number | null;
}

/** The price at step k: opening price × (1 − k × rate), rounded half up. */
export function priceAt({ openingPrice, dutch }: Descent, step: number): bigint {
  return divideHalfUp(openingPrice * (MILLIONTHS - BigInt(step) * dutch.stepRate), MILLIONTHS);
}

/** The last step whose price is not below the reserve and not nothing; the opening price must not be, either. */
export function lastStep({ openingPrice, reserve, dutch, stopsAt }: Descent): number {
  const least = reserve.amount > 0n ? reserve.amount : 1n;
  // Rounded half up it is at least `least` exactly where twice the exact price is at least 2 × least − 1.
  const room = 2n * openingPrice * MILLIONTHS - (2n * least - 1n) * MILLIONTHS;
  const byReserve = Number(room / (2n * openingPrice * dutch.stepRate));
  return stopsAt !== null && stopsAt < byReserve ? stopsAt : byReserve;
}

/** Every step lasts equally long, the last one too. */
export function endOfDescent(descent: Descent, start: Instant): Instant {
  return start + seconds(BigInt(lastStep(descent) + 1) * BigInt(descent.dutch.stepSeconds));
}

/** When the step after this one begins; counted back from the end, which pauses move along. */
export function endOfStep(descent: Descent, step: number, closesAt: Instant): Instant {
  return closesAt - seconds(BigInt(lastStep(descent) - step) * BigInt(descent.dutch.stepSeconds));
}
