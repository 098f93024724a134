import type { Circumstances } from "./auction";
import type { AuctionClosed } from "./events";

/** A longer time without a node that could take a bid, in the last window, is told with the outcome. */
const INTERRUPTED_ABOVE_SECONDS = 60;

/** What a closing says of how it came about; with a reason it was early. */
export function circumstancesOf({
  interruptionSeconds,
  reason,
}: Pick<AuctionClosed, "interruptionSeconds" | "reason">): Circumstances {
  return { interrupted: interruptionSeconds > INTERRUPTED_ABOVE_SECONDS, early: reason !== null };
}
