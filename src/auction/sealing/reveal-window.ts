import { seconds, type Instant } from "../../platform/time";
import type { Sealing } from "../domain";

/** When bidders may reveal what too few custodians opened. */
export interface RevealWindow {
  readonly from: Instant;
  /** Until then reveals stay closed; then they are counted together. */
  readonly until: Instant;
}

/** `null` where the server seals: bidders have no key to reveal, and the operator opens in the end. */
export function revealWindow({ sealer, revealSeconds }: Sealing, closedAt: Instant): RevealWindow | null {
  if (sealer === "SERVER") return null;
  const length = seconds(revealSeconds);
  return { from: closedAt + length, until: closedAt + 2n * length };
}
