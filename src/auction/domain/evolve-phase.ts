import type { Id } from "../../platform/ids";
import type { Instant } from "../../platform/time";
import type { AuctionState, Phase } from "./auction";
import { circumstancesOf } from "./circumstances";
import type { BidAccepted, PhaseStarted, RoundClosed, RoundOpened, ShortlistMade } from "./events";
import { asPlaced } from "./formats/format";
import { formatOf } from "./formats/registry";

/** What leads an auction from one phase to the next. */
export type PhaseEvent = PhaseStarted | RoundClosed | RoundOpened | ShortlistMade;

export function evolvePhase(before: AuctionState, event: PhaseEvent, at: Instant): AuctionState {
  const phase = phaseIn(before);
  switch (event.type) {
    case "PhaseStarted": {
      const { phase: name, since } = event;
      const closesAt = event.closesAt ?? before.closesAt; // without an end of its own: see `endOf`
      return {
        ...before,
        status: "OPEN",
        closesAt,
        unopened: null,
        phase: { ...phase, name, since },
        lastAt: at,
      };
    }
    case "RoundClosed": {
      const unopened = circumstancesOf(before, { ...event, reason: null });
      const ended = { ...phase, isInterrupted: unopened.interrupted };
      return {
        ...before,
        status: "AWAITING_SHARES",
        closesAt: event.closedAt,
        phase: ended,
        unopened,
        lastAt: at,
      };
    }
    case "RoundOpened": {
      const format = formatOf(before.terms);
      const book = event.bids
        .map(asPlaced)
        .reduce((so, bid) => format.place(before.terms, so, bid), before.book);
      return { ...before, book, phase: { ...phase, opened: event.bids }, lastAt: at };
    }
    case "ShortlistMade": {
      const shortlist = event.firms.map(({ buyerId }) => buyerId);
      return { ...before, closesAt: event.startsAt, phase: { ...phase, shortlist }, lastAt: at };
    }
  }
}

/** The phase that the opening begins. */
export function firstPhase({ terms }: AuctionState, since: Instant): Phase | null {
  const { phases } = formatOf(terms);
  return (
    phases && { name: phases.first, since, opened: [], shortlist: null, taker: null, isInterrupted: false }
  );
}

/** An open bid in an auction of several phases: taking the falling price ends that phase. */
export function evolveTaker(
  phase: Phase,
  { buyerId, paddle, amount }: BidAccepted,
  times: { readonly closesAt: Instant; readonly at: Instant },
): Pick<AuctionState, "phase" | "closesAt"> {
  const { closesAt, at } = times;
  if (amount === null) return { phase, closesAt }; // sealed
  const taker = { buyerId, paddle, amount };
  return { phase: { ...phase, taker }, closesAt: phase.name === "FALLING" ? at : closesAt };
}

/** What is left of it when a firm's bids are void. */
export function phaseWithout(phase: Phase | null, buyerId: Id): Phase | null {
  if (phase === null) return null;
  const { opened, shortlist, taker } = phase;
  return {
    ...phase,
    opened: opened.filter((bid) => bid.buyerId !== buyerId),
    shortlist: shortlist && shortlist.filter((firm) => firm !== buyerId),
    taker: taker?.buyerId === buyerId ? null : taker,
  };
}

function phaseIn({ phase }: AuctionState): Phase {
  if (phase === null) throw new Error("An auction without phases has come to the next");
  return phase;
}
