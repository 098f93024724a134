import type { AuctionState } from "../auction";
import type { BidReason } from "../bid-reason";
import type { PlaceBid } from "../commands";
import type { DutchStepped } from "../events";
import type { FieldProblem } from "../problem";
import type { Terms } from "../terms";
import { endOfStep, lastStep, priceAt, type Descent } from "./dutch-steps";

// What DUTCH and the first phase of HYBRID have in common.

/** The next step down; null at the last. */
export function nextStep(
  descent: Descent,
  { step, closesAt }: Pick<AuctionState, "step" | "closesAt">,
): DutchStepped | null {
  if (step === null || step >= lastStep(descent)) return null;
  const next = step + 1;
  return {
    type: "DutchStepped",
    step: next,
    price: priceAt(descent, next),
    since: endOfStep(descent, step, closesAt),
  };
}

/** The amount names the step. A price that was asked before is never filled at today's, which is lower. */
export function objectionToStep(
  descent: Descent,
  { step }: Pick<AuctionState, "step">,
  { amount }: PlaceBid,
): BidReason | null {
  const now = step ?? 0;
  if (amount === priceAt(descent, now)) return null;
  const isEarlier = Array.from({ length: now }, (_, before) => priceAt(descent, before)).includes(
    amount ?? 0n,
  );
  return isEarlier ? "STALE_STEP" : "OFF_INCREMENT";
}

/** What keeps a price from falling step by step to the reserve, whatever says how large the steps are. */
export function problemsOfDescent({
  openingPrice,
  reserve,
  reserveVisibility,
}: Pick<Terms, "openingPrice" | "reserve" | "reserveVisibility">): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const wrong = (message: string, ...path: readonly string[]) => problems.push({ path, message });
  if (reserveVisibility !== "DISCLOSED")
    wrong("The last step shows the reserve: it must be DISCLOSED.", "reserveVisibility");
  if (openingPrice < reserve.amount)
    wrong("The opening price must not be below the reserve.", "openingPrice");
  return problems;
}
