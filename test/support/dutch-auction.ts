import type { Terms } from "../../src/auction/domain";
import { seconds } from "../../src/platform/time";
import { T, terms } from "./english-auction";

/** As in case 13: from 100,000 by 1 % every 60 s down to the reserve of 79,500; opens an hour before T. */
export function dutchTerms(changes: Partial<Terms> = {}): Terms {
  return terms({
    format: "DUTCH",
    openingPrice: 100_000n,
    reserve: { amount: 79_500n, floorId: "floor" },
    reserveVisibility: "DISCLOSED",
    increments: [],
    opensAt: OPENS,
    dutch: { stepRate: 10_000n, stepSeconds: 60 },
    ...changes,
  });
}

export const OPENS = T - seconds(3_600);

/** The start of a step of those terms, so many seconds into it. */
export function inStep(step: number, after = 0): bigint {
  return OPENS + seconds(step * 60 + after);
}
