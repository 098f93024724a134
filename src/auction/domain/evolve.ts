import { assertNever } from "../../platform/decision";
import type { Instant } from "../../platform/time";
import { EMPTY_BOOK, type AuctionState, type AuctionStatus, type Outcome } from "./auction";
import { circumstancesOf } from "./circumstances";
import type { AuctionEvent, AuctionScheduled } from "./events";
import { evolvePhase, evolveTaker, firstPhase, phaseWithout } from "./evolve-phase";
import { formatOf } from "./formats/registry";
import { rescheduled } from "./terms";

/** An event and the time of its entry. */
export interface Happened {
  readonly event: AuctionEvent;
  readonly at: Instant;
}

/** The state after an event. Replaying a journal through it gives exactly the state that its auction was in. */
export function evolve(before: AuctionState | null, event: AuctionEvent, at: Instant): AuctionState {
  if (before === null) {
    if (event.type !== "AuctionScheduled") throw new Error("An auction begins by being scheduled");
    return begin(event, at);
  }
  switch (event.type) {
    case "AuctionScheduled":
      throw new Error("An auction is scheduled once");
    case "AuctionRescheduled": {
      const { opensAt, closesAt, hardEndAt } = event;
      return { ...before, terms: rescheduled(before.terms, event), opensAt, closesAt, hardEndAt, lastAt: at };
    }
    case "AuctionOpened": {
      const { opensAt } = event;
      const closesAt = formatOf(before.terms).closesAt(before.terms, opensAt);
      return { ...before, status: "OPEN", opensAt, closesAt, phase: firstPhase(before, opensAt), lastAt: at };
    }
    case "DutchStepped":
      return { ...before, step: event.step, lastAt: at };
    case "BidAccepted": {
      const format = formatOf(before.terms);
      const closesAt = format.isSoldByFirstBid ? at : before.closesAt;
      const book = format.place(before.terms, before.book, event);
      if (before.phase === null) return { ...before, closesAt, book, lastAt: at };
      return { ...before, ...evolveTaker(before.phase, event, { closesAt, at }), book, lastAt: at };
    }
    case "PhaseStarted":
    case "RoundClosed":
    case "RoundOpened":
    case "ShortlistMade":
      return evolvePhase(before, event, at);
    case "AuctionExtended":
      return { ...before, closesAt: event.closesAt, lastAt: at };
    case "AuctionPaused":
      return { ...before, status: "PAUSED", pausedAt: at, lastAt: at };
    case "AuctionResumed": {
      const { closesAt, hardEndAt } = event;
      return { ...before, status: "OPEN", pausedAt: null, closesAt, hardEndAt, lastAt: at };
    }
    case "BidsVoided":
      return {
        ...before,
        book: event.book,
        phase: phaseWithout(before.phase, event.buyerId),
        lastAt: at,
      };
    case "AuctionClosed": {
      const { closedAt, outcome } = event;
      const ended = { ...before, closesAt: closedAt, endedAt: closedAt, outcome, lastAt: at };
      if (outcome !== null) return { ...ended, status: statusAfter(outcome) };
      return { ...ended, status: "AWAITING_SHARES", unopened: circumstancesOf(before, event) };
    }
    case "BidsOpened": {
      const { outcome, bids } = event;
      const bidCount = before.book.bidCount + bids.length;
      const book = { ...EMPTY_BOOK, price: outcome.price, bidCount };
      const endedAt = before.endedAt ?? before.closesAt;
      return { ...before, status: statusAfter(outcome), endedAt, book, unopened: null, outcome, lastAt: at };
    }
    case "AuctionCancelled":
      return { ...before, status: "CANCELLED", pausedAt: null, endedAt: at, lastAt: at };
    case "AuctionAwarded": {
      const { rank, buyerId, paddle, price } = event;
      return { ...before, status: "AWARDED", award: { rank, buyerId, paddle, price }, lastAt: at };
    }
    case "AuctionNotAwarded":
      return { ...before, status: "NOT_AWARDED", lastAt: at };
    case "AuctionUnsold":
      return { ...before, status: "UNSOLD", lastAt: at };
    case "BidRejected":
    case "BidWithdrawn":
    case "BidSetAside":
    case "PriceChanged":
    case "FirmShortlisted":
    case "FirmNotShortlisted":
    case "BuyerInvited":
    case "NdaSigned":
    case "BuyerAdmitted":
    case "LimitSet":
    case "AllotmentChanged":
    case "BuyerRemoved":
      return { ...before, lastAt: at };
    default:
      return assertNever(event);
  }
}

/** The state that a whole journal leads to. */
export function replay(history: Iterable<Happened>): AuctionState {
  let auction: AuctionState | null = null;
  for (const { event, at } of history) auction = evolve(auction, event, at);
  if (auction === null) throw new Error("An empty journal has no auction");
  return auction;
}

function statusAfter({ kind }: Outcome): AuctionStatus {
  return kind === "WON" ? "CLOSED" : "UNSOLD";
}

function begin({ terms }: AuctionScheduled, at: Instant): AuctionState {
  return {
    terms,
    status: "SCHEDULED",
    opensAt: terms.opensAt,
    closesAt: terms.closesAt,
    hardEndAt: terms.extension?.hardEndAt ?? null,
    pausedAt: null,
    step: formatOf(terms).isDescending ? 0 : null,
    phase: null,
    endedAt: null,
    book: EMPTY_BOOK,
    unopened: null,
    outcome: null,
    award: null,
    lastAt: at,
  };
}
