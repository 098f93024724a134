import { MICROSECONDS_PER_SECOND, seconds, type Instant } from "../../platform/time";
import type { AuctionState } from "./auction";

/** Without a soft close, this much before the end counts as its last window. */
const DEFAULT_WINDOW_SECONDS = 300;

/** A time in which no node could take a bid; `until` null: it still lasts. */
export interface Outage {
  readonly from: Instant;
  readonly until: Instant | null;
}

/**
 * The longest outage within the last window before the auction, or a round of it, closed, in seconds, a begun one counted
 * whole. Before that began nobody could have bid anyway.
 */
export function longestInterruption(
  { terms, opensAt, phase }: Pick<AuctionState, "terms" | "opensAt" | "phase">,
  closedAt: Instant,
  outages: readonly Outage[],
): number {
  const lastWindow = closedAt - seconds(terms.extension?.windowSeconds ?? DEFAULT_WINDOW_SECONDS);
  const began = phase?.since ?? opensAt;
  const windowStart = lastWindow > began ? lastWindow : began;
  const longest = outages.reduce((most, { from, until }) => {
    const start = from > windowStart ? from : windowStart;
    const end = until !== null && until < closedAt ? until : closedAt;
    return end - start > most ? end - start : most;
  }, 0n);
  return Number((longest + MICROSECONDS_PER_SECOND - 1n) / MICROSECONDS_PER_SECOND);
}
