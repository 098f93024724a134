import type { AuctionState, Circumstances } from "./auction";
import type { AuctionClosed } from "./events";

/** A longer time without a node that could take a bid, in the last window, is told with the outcome. */
const INTERRUPTED_ABOVE_SECONDS = 60;

/** How a closing, or that of a round before it, came about; with a reason it was early. */
export function circumstancesOf(
  { phase }: Pick<AuctionState, "phase">,
  { interruptionSeconds, reason }: Pick<AuctionClosed, "interruptionSeconds" | "reason">,
): Circumstances {
  const wasInterrupted = phase !== null && phase.isInterrupted;
  return {
    interrupted: wasInterrupted || interruptionSeconds > INTERRUPTED_ABOVE_SECONDS,
    early: reason !== null,
  };
}
