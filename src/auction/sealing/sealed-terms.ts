import type { Roster } from "../../client/sealing";
import { seconds, type Instant } from "../../platform/time";

/** Who seals: the buyer's program, so that no server ever sees the amount, or the server on receipt. */
export type Sealer = "CLIENT" | "SERVER";

/** What an auction's terms pin of sealing. */
export interface Sealing extends Roster {
  readonly sealer: Sealer;
  /** How long custodians have before bidders may reveal, and bidders after that. */
  readonly revealSeconds: number;
}

/** What the terms pin of sealing; null in a format without. */
export function sealingOf(terms: object): Sealing | null {
  return (terms as { readonly sealing?: Sealing | null }).sealing ?? null;
}

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
