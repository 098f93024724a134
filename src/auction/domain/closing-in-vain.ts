import type { Instant } from "../../platform/time";
import type { AuctionState } from "./auction";
import { circumstancesOf } from "./circumstances";
import type { AuctionClosed } from "./events";
import { formatOf } from "./formats/registry";
import { NOTHING_BID } from "./result";

/**
 * The closing, as of t, of an auction whose phase nobody is left for: it would wait for an end that no time brings. While it
 * is paused nothing closes. Nobody can bid in such a phase, so no interruption counts but one of a round before.
 */
export function closingInVain(
  { terms, status, phase }: Pick<AuctionState, "terms" | "status" | "phase">,
  t: Instant,
): readonly AuctionClosed[] {
  const isInVain = phase !== null && formatOf(terms).phases?.isInVain(phase) === true;
  if (!isInVain || status !== "OPEN") return [];
  const how = { interruptionSeconds: 0, reason: null };
  const outcome = { ...NOTHING_BID, ...circumstancesOf({ phase }, how) };
  return [{ type: "AuctionClosed", closedAt: t, outcome, ...how }];
}
