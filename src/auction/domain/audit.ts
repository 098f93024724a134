import type { Id } from "../../platform/ids";
import type { Instant } from "../../platform/time";
import { allotmentsLeftBy, withAllotmentLeft } from "./allotment";
import type { AcceptedBid, AuctionState } from "./auction";
import { isSealedIn } from "./auction-phase";
import type { BelowIndicationReason } from "./bid-reason";
import { decide } from "./decide";
import { due } from "./due";
import { openedAgain } from "./audit-opening";
import {
  firmOf,
  isParticipantEvent,
  type AuctionClosed,
  type AuctionEvent,
  type BidAccepted,
  type BidSetAside,
  type RoundClosed,
} from "./events";
import { evolve } from "./evolve";
import type { Entry } from "./handle";
import { isSame } from "./is-same";
import { commandBehind, type KnownBefore } from "./command-behind";
import { evolveParticipant, type Participant } from "./participant";
import { standingOf } from "./standing";

/** What a journal comes to under the rules: the state, or the first entry (from 1) that they would have written otherwise. */
export type Audit =
  | { readonly kind: "sound"; readonly auction: AuctionState }
  | { readonly kind: "unsound"; readonly sequence: number; readonly message: string };

/**
 * Decides every entry once more from the entries before it. What only the world knew (that a firm was suspended, how long
 * no node was up) is taken from the entry; everything that the rules make of it must be as it was written down.
 */
export function audit(history: Iterable<Entry>): Audit {
  const auditor = new Auditor();
  let bids: AcceptedBid[] = [];
  let sequence = 0;
  for (const entry of history) {
    sequence += 1;
    const { event } = entry;
    const message = auditor.take(entry, bids);
    if (message !== null) return { kind: "unsound", sequence, message };
    if (event.type === "BidsVoided" || event.type === "BidWithdrawn")
      bids = bids.filter((bid) => bid.buyerId !== event.buyerId);
    if (event.type === "BidAccepted") bids.push({ ...event, sequence, decidedAt: entry.at });
  }
  const message = auditor.finish();
  if (message !== null) return { kind: "unsound", sequence, message };
  return { kind: "sound", auction: auditor.state };
}

/** What an entry has caused and the next must tell. */
interface Owed {
  readonly events: readonly AuctionEvent[];
  readonly isByVoid: boolean;
}

/** Goes through a journal entry by entry; what it remembers does not grow with the number of bids. */
export class Auditor {
  private auction: AuctionState | null = null;
  private owed: Owed = { events: [], isByVoid: false };
  /** By an opening whose result is still to come, and when that began. */
  private setAside: readonly BidSetAside[] = [];
  private openingAt: Instant | null = null;
  private readonly reasons = new Map<Id, BelowIndicationReason>();
  private readonly firms = new Map<Id, Participant>();

  /** The state after the last entry. */
  get state(): AuctionState {
    if (this.auction === null) throw new Error("No entry was taken yet");
    return this.auction;
  }

  /** The firms that entries told of, as they are after the last one. */
  get participants(): ReadonlyMap<Id, Participant> {
    return this.firms;
  }

  /** Does the decision about the next event build on every accepted bid before it? */
  needsBids({ type }: AuctionEvent): boolean {
    switch (type) {
      case "BidsVoided":
      case "BuyerRemoved":
      case "BidWithdrawn":
      case "RoundClosed":
      case "RoundOpened":
      case "BidsOpened":
        return true;
      case "AuctionClosed": // of sealed bids it only counts whether there are any
        return this.auction !== null && isSealedIn(this.auction.terms, this.auction.phase?.name ?? null);
      default:
        return false;
    }
  }

  /**
   * What is wrong with the next entry; null when the rules would have written it so. `bids` is every accepted bid before
   * it that was neither voided nor withdrawn, in order; it may be empty where `needsBids` says no.
   */
  take({ event, at, standing }: Entry, bids: readonly AcceptedBid[]): string | null {
    const { auction } = this;
    if (auction === null) {
      if (event.type !== "AuctionScheduled") return "An auction begins by being scheduled.";
    } else {
      if (at <= auction.lastAt) return "It is not later than the entry before it.";
      const expected = this.expected(auction, { event, at }, bids);
      if (!isSame(expected[0], event)) return "The rules decide otherwise.";
      this.owed = { events: expected.slice(1), isByVoid: event.type === "BidsVoided" };
      const isSettingAside = event.type === "BidSetAside";
      this.setAside = isSettingAside ? [...this.setAside, event] : [];
      this.openingAt = isSettingAside ? (this.openingAt ?? at) : null;
    }
    this.auction = evolve(auction, event, at);
    this.leaveAllotments(event);
    if (event.type === "BidAccepted") this.rememberReason(event);
    if (isParticipantEvent(event)) {
      const { buyerId } = event;
      this.firms.set(buyerId, evolveParticipant(this.firms.get(buyerId) ?? null, event));
    }
    return isSame(standing, standingOf(this.auction)) ? null : "Its standing is not the one after it.";
  }

  /** The events that the rules would go on with. */
  private expected(
    auction: AuctionState,
    { event, at }: Pick<Entry, "event" | "at">,
    bids: readonly AcceptedBid[],
  ): readonly AuctionEvent[] {
    const { owed, setAside, firms, reasons, openingAt } = this;
    if (isOwed(owed, event)) return owed.events;
    if (event.type === "BidsOpened" || event.type === "RoundOpened")
      return openedAgain(auction, event, { setAside, bids, firms, reasons, decidedAt: openingAt ?? at });
    // Why a bid was set aside is looked at with the opening that it belongs to, and that must follow.
    if (event.type === "BidSetAside") return auction.status === "AWAITING_SHARES" ? [event] : [];
    if (setAside.length > 0) return [];
    const participant = firms.get(firmOf(event) ?? "") ?? null;
    return decideAgain(auction, { event, at }, { auction, bids, participant });
  }

  private rememberReason({ buyerId, sealed }: BidAccepted): void {
    const reason = sealed?.belowIndicationReason;
    if (reason !== undefined) this.reasons.set(buyerId, reason);
    else this.reasons.delete(buyerId);
  }

  private leaveAllotments(event: AuctionEvent): void {
    const left = allotmentsLeftBy(event);
    if (left === "all") return;
    for (const [buyerId, participant] of this.firms)
      this.firms.set(buyerId, withAllotmentLeft(participant, left));
  }

  /** What is wrong with where the journal ends. */
  finish(): string | null {
    if (this.auction === null) return "The journal is empty.";
    return this.owed.events.length + this.setAside.length > 0 ? "What follows from it is missing." : null;
  }
}

/**
 * The voids that an early closing begins with extend nothing: behind them another void or the closing may come. A closing
 * that the void itself brings about must.
 */
function isOwed({ events, isByVoid }: Owed, event: AuctionEvent): boolean {
  const [first] = events;
  const isClosing = isEnd(event) || event.type === "BidsVoided";
  return first !== undefined && (isEnd(first) || !(isByVoid && isClosing));
}

/** What time alone may bring about, without a command. */
const TIME_DRIVEN: ReadonlySet<AuctionEvent["type"]> = new Set([
  "AuctionOpened",
  "DutchStepped",
  "PhaseStarted",
  "RoundClosed",
  "AuctionClosed",
] as const);

function isEnd(event: AuctionEvent): event is AuctionClosed | RoundClosed {
  return event.type === "AuctionClosed" || event.type === "RoundClosed";
}

function decideAgain(
  auction: AuctionState,
  { event, at }: Pick<Entry, "event" | "at">,
  known: KnownBefore,
): readonly AuctionEvent[] {
  if (isEnd(event) && event.closedAt > at) return [];
  const isTimeDriven = TIME_DRIVEN.has(event.type);
  const interruptionSeconds = isEnd(event) ? event.interruptionSeconds : 0;
  const byTime = isTimeDriven
    ? due(auction, at, { interruptionSeconds, exclusions: [], bids: known.bids })
    : [];
  if (byTime.length > 0) return byTime;
  const command = commandBehind(event, { at, ...known });
  if (command === null) return [];
  const decision = decide(auction, command, event.type === "AuctionClosed" ? event.closedAt : at);
  return decision.kind === "accepted" ? decision.events : [];
}
