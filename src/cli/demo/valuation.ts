import { allocate, divideHalfUp } from "../../platform/money";

/** Accounts of one age, and what their debtors owe, in minor units. */
export interface AgedFace {
  readonly bucket: string;
  readonly face: bigint;
}

interface ValuedAge extends AgedFace {
  /** What such debts are taken to be worth, in hundredths of a percent of their face value. */
  readonly rate: bigint;
  readonly value: bigint;
}

export interface Valuation {
  readonly ages: readonly ValuedAge[];
  readonly value: bigint;
}

/** The demo's own assumption, stated in print: the older a debt, the less of it comes back. What is of no age counts nothing. */
const RATES: Readonly<Record<string, bigint>> = {
  "1-30": 32_00n,
  "31-60": 24_00n,
  "61-90": 18_00n,
  "91-180": 12_00n,
  "181-365": 8_00n,
  "366+": 4_00n,
};
const WHOLE = 100_00n;

/** A base rate per age bucket × its face value: rounded half up once, on the total; the parts add up to it. */
export function valueByAge(faces: readonly AgedFace[]): Valuation {
  const weighed = faces.map((aged) => ({ ...aged, rate: RATES[aged.bucket] ?? 0n }));
  const shares = weighed.map(({ bucket, face, rate }) => ({ reference: bucket, weight: face * rate }));
  const weight = shares.reduce((sum, share) => sum + share.weight, 0n);
  const value = divideHalfUp(weight, WHOLE);
  const parts = weight === 0n ? new Map<string, bigint>() : allocate(value, shares);
  return { value, ages: weighed.map((aged) => ({ ...aged, value: parts.get(aged.bucket) ?? 0n })) };
}
