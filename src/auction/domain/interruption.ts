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
 * The longest outage within the last window before the auction closed, in seconds, a begun one counted whole. Before it
 * opened nobody could have bid anyway.
 */
export function longestInterruption(
  { terms, opensAt }: Pick<AuctionState, "terms" | "opensAt">,
  closedAt: Instant,
  outages: readonly Outage[],
): number {
  const lastWindow = closedAt - seconds(terms.extension?.windowSeconds ?? DEFAULT_WINDOW_SECONDS);
  const windowStart = lastWindow > opensAt ? lastWindow : opensAt;
  const longest = outages.reduce((most, { from, until }) => {
    const start = from > windowStart ? from : windowStart;
    const end = until !== null && until < closedAt ? until : closedAt;
    return end - start > most ? end - start : most;
  }, 0n);
  return Number((longest + MICROSECONDS_PER_SECOND - 1n) / MICROSECONDS_PER_SECOND);
}
