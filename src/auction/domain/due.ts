import type { Instant } from "../../platform/time";
import type { AuctionState } from "./auction";
import type { ClosingFacts } from "./commands";
import { closing } from "./decide-close";
import type { AuctionEvent } from "./events";
import { formatOf } from "./formats/registry";

/** Has its closing time come? Then `due` needs the closing's facts. While it is paused nothing closes. */
export function isClosingDue({ status, closesAt }: AuctionState, t: Instant): boolean {
  return (status === "OPEN" || status === "SCHEDULED") && t >= closesAt;
}

/** Must `settle` come first at t: has the time of the opening, the closing or a turn in between come? */
export function isSomethingDue(auction: AuctionState, t: Instant): boolean {
  const next = nextDue(auction);
  return next !== null && t >= next;
}

/** When time alone brings something about next; null while it does not. */
function nextDue(auction: AuctionState): Instant | null {
  if (auction.status === "SCHEDULED") return auction.opensAt;
  return auction.status === "OPEN" ? (nextTurn(auction) ?? auction.closesAt) : null;
}

/** When time alone brings something about next before the closing; null when nothing is to come. */
export function nextTurn(auction: AuctionState): Instant | null {
  return auction.status === "OPEN" ? (formatOf(auction.terms).turn(auction)?.since ?? null) : null;
}

/**
 * What the time alone brings about by t, the next step of it: the opening as of opensAt, the format's turns as of their
 * times, then the closing as of closesAt. No timer's lateness can let a bid in or keep one out.
 */
export function due(auction: AuctionState, t: Instant, facts: ClosingFacts | null): readonly AuctionEvent[] {
  if (auction.status === "SCHEDULED" && t >= auction.opensAt) {
    return [{ type: "AuctionOpened", opensAt: auction.opensAt }];
  }
  if (auction.status !== "OPEN") return [];
  const turn = formatOf(auction.terms).turn(auction);
  if (turn !== null && t >= turn.since) return [turn];
  if (t < auction.closesAt) return [];
  if (facts === null) throw new Error("A closing is due and its facts were not read");
  return closing(auction, facts, { closedAt: auction.closesAt, reason: null });
}
