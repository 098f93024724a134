import { type Decision } from "../../platform/decision";
import { seconds, type Instant } from "../../platform/time";
import type { AuctionState } from "./auction";
import type { AuctionCommand, ClosingFacts } from "./commands";
import { decide } from "./decide";
import { due, isClosingDue, isSomethingDue } from "./due";
import type { AuctionEvent } from "./events";
import { evolve } from "./evolve";
import type { Problem } from "./problem";
import { standingOf, type Standing } from "./standing";

/** How far the clock may be behind the last entry before the auction is paused: code CLOCK. */
const CLOCK_BEHIND_ALLOWED = seconds(1) / 4n;

/** The reason of a pause that a clock behind the last entry caused. */
export const CLOCK_PAUSE = "CLOCK";

/** An event as it is to be written down: its time, and the standing after it. */
export interface Entry {
  readonly event: AuctionEvent;
  readonly at: Instant;
  readonly standing: Standing;
}

export interface Settled {
  readonly auction: AuctionState;
  readonly entries: readonly Entry[];
}

export interface Handled extends Settled {
  readonly decision: Decision<AuctionEvent, Problem>;
}

/** The time of an auction's next entry: the clock's, made strictly later than the last. */
export function nextTime({ lastAt }: AuctionState, clock: Instant): Instant {
  return clock > lastAt ? clock : lastAt + 1n;
}

/** Is the clock so far behind the last entry that nothing may be decided by it? */
export function isClockBehind({ lastAt }: AuctionState, clock: Instant): boolean {
  return clock < lastAt - CLOCK_BEHIND_ALLOWED;
}

/** Each event one entry, 1 µs after the one before. */
export function record(auction: AuctionState, events: readonly AuctionEvent[], clock: Instant): Settled {
  let after = auction;
  const entries = events.map((event) => {
    const at = nextTime(after, clock);
    after = evolve(after, event, at);
    return { event, at, standing: standingOf(after) };
  });
  return { auction: after, entries };
}

/**
 * Brings an auction up to the time: what is due by itself, until nothing is or a closing is whose facts are not there.
 * Facts are those of one closing, the next; null where none is due yet (`isClosingDue`).
 */
export function settle(auction: AuctionState, clock: Instant, facts: ClosingFacts | null): Settled {
  const entries: Entry[] = [];
  let after = auction;
  let next = facts;
  for (;;) {
    const t = nextTime(after, clock);
    const isClosing = isClosingDue(after, t);
    const events = isClosing && next === null ? [] : due(after, t, next);
    if (events.length === 0) return { auction: after, entries };
    if (isClosing) next = null;
    const step = record(after, events, clock);
    entries.push(...step.entries);
    after = step.auction;
  }
}

/**
 * One command at the clock's time: first what was due, then what the rules decide, then what that made due (a sale at
 * once), every entry at its own time.
 */
export function handle(
  auction: AuctionState,
  command: AuctionCommand,
  clock: Instant,
  facts: ClosingFacts | null,
): Handled {
  const settled = settle(auction, clock, facts);
  const decision = decide(settled.auction, command, nextTime(settled.auction, clock));
  if (decision.kind === "rejected") return { ...settled, decision };
  const decided = record(settled.auction, decision.events, clock);
  const entries = [...settled.entries, ...decided.entries];
  if (!isSomethingDue(decided.auction, decided.auction.lastAt)) return { ...decided, entries, decision };
  const after = settle(decided.auction, clock, facts);
  return { auction: after.auction, entries: [...entries, ...after.entries], decision };
}
