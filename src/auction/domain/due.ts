import type { Instant } from "../../platform/time";
import type { AuctionState } from "./auction";
import { endOf } from "./auction-phase";
import type { ClosingFacts } from "./commands";
import { closing } from "./decide-close";
import type { AuctionEvent } from "./events";
import { formatOf } from "./formats/registry";

/** Is the next that is due a closing, of the auction or a round? Then `due` needs its facts. While paused nothing closes. */
export function isClosingDue(auction: AuctionState, t: Instant): boolean {
  if (auction.status !== "OPEN" || formatOf(auction.terms).turn(auction) !== null) return false;
  const end = endOf(auction);
  return end !== null && t >= end;
}

/** Must `settle` come first at t: has the time of the opening, the closing or a turn in between come? */
export function isSomethingDue(auction: AuctionState, t: Instant): boolean {
  const next = nextDue(auction);
  return next !== null && t >= next;
}

/** When time alone brings something about next; null while it does not. */
function nextDue(auction: AuctionState): Instant | null {
  if (auction.status === "SCHEDULED") return auction.opensAt;
  return auction.status === "OPEN" ? (nextTurn(auction) ?? endOf(auction)) : null;
}

/** When time alone brings something about next before the closing; null when nothing is to come. */
export function nextTurn(auction: AuctionState): Instant | null {
  return auction.status === "OPEN" ? (formatOf(auction.terms).turn(auction)?.since ?? null) : null;
}

/**
 * What the time alone brings about by t, the next step of it: the opening as of opensAt, the format's turns as of their
 * times, then the closing of a round or the auction as of closesAt. No timer's lateness can let a bid in or keep one out.
 */
export function due(auction: AuctionState, t: Instant, facts: ClosingFacts | null): readonly AuctionEvent[] {
  if (auction.status === "SCHEDULED" && t >= auction.opensAt) {
    return [{ type: "AuctionOpened", opensAt: auction.opensAt }];
  }
  if (auction.status !== "OPEN") return [];
  const turn = formatOf(auction.terms).turn(auction);
  if (turn !== null) return t >= turn.since ? [turn] : [];
  if (!isClosingDue(auction, t)) return [];
  if (facts === null) throw new Error("A closing is due and its facts were not read");
  return closing(auction, facts, { closedAt: auction.closesAt, reason: null });
}
