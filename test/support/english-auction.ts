import {
  decideSchedule,
  evolve,
  handle,
  settle,
  standingOf,
  type AcceptedBid,
  type AuctionCommand,
  type AuctionEvent,
  type AuctionState,
  type ClosingFacts,
  type Eligibility,
  type Entry,
  type PlaceBid,
  type Standing,
  type Terms,
} from "../../src/auction/domain";
import type { Decision } from "../../src/platform/decision";
import { seconds, type Instant } from "../../src/platform/time";
import type { Problem } from "../../src/auction/domain";

/** Noon of some day: when the auctions of the tests close, "T" in the rules. */
export const T: Instant = seconds(1_900_000_000);
export const MICROSECOND = 1n;

export const ELIGIBLE: Eligibility = {
  participantStatus: "ADMITTED",
  limit: null,
  qualified: true,
  suspended: false,
  expelled: false,
  lapsesAt: null,
  hasConflictOfInterest: false,
};

export const NO_FACTS: ClosingFacts = { interruptionSeconds: 0, exclusions: [], bids: [] };

/** Opens an hour before T, at 100, in steps of 10, without a reserve or a soft close. */
export function terms(changes: Partial<Terms> = {}): Terms {
  return {
    rulesVersion: "test",
    format: "ENGLISH",
    currency: "USD",
    faceValue: 1_000_000n,
    openingPrice: 100n,
    reserve: { amount: 0n, floorId: "floor" },
    reserveVisibility: "STATUS_ONLY",
    increments: [{ from: 0n, step: 10n }],
    opensAt: T - seconds(3_600),
    closesAt: T,
    extension: null,
    dutch: null,
    bestAndFinal: null,
    cureSeconds: 0,
    standbySeconds: 0,
    sealing: null,
    ...changes,
  };
}

export function reserve(amount: bigint): Pick<Terms, "reserve"> {
  return { reserve: { amount, floorId: "floor" } };
}

/** Window and added time of 3 minutes, as in case 7. */
export function softClose(mode: "ADD" | "RESET", hardEndAt = T + seconds(3_600)): Pick<Terms, "extension"> {
  return { extension: { windowSeconds: 180, addedSeconds: 180, mode, hardEndAt } };
}

/** What a bid came to: "ACCEPTED", or the reason why not. */
export type Verdict = string;

/** One auction, played command by command as the arbiter would, with its journal kept. */
export class Play {
  auction: AuctionState;
  readonly entries: Entry[];

  /** Opened by its time, unless the test begins before that. */
  constructor(changes: Partial<Terms> = {}, begin: "OPENED" | "SCHEDULED" = "OPENED") {
    const pinned = terms(changes);
    const at = pinned.opensAt - seconds(60);
    const decision = decideSchedule(pinned, { now: at, floorValidUntil: null });
    const event = onlyEvent(decision);
    this.auction = evolve(null, event, at);
    this.entries = [{ event, at, standing: standingOf(this.auction) }];
    if (begin === "OPENED") this.wait(pinned.opensAt);
  }

  /** Anything at a time; facts are needed once the closing is due. */
  run(command: AuctionCommand, at: Instant, facts = this.closingFacts()): Decision<AuctionEvent, Problem> {
    const handled = handle(this.auction, command, at, facts);
    this.auction = handled.auction;
    this.entries.push(...handled.entries);
    return handled.decision;
  }

  /** A bid of firm "A" has the paddle "paddle A"; ten minutes before T, unless a time is given. */
  bid(buyerId: string, offer: Partial<PlaceBid>, at: Instant = T - seconds(600)): Verdict {
    const decision = this.run(placeBid(buyerId, offer), at);
    if (decision.kind === "rejected") return decision.rejection.code;
    const verdict = decision.events[0];
    return verdict?.type === "BidRejected" ? verdict.reason : "ACCEPTED";
  }

  /** Voids a firm's bids with the facts that its store would read. */
  void(buyerId: string, at: Instant): Decision<AuctionEvent, Problem> {
    const bids = this.acceptedBids();
    return this.run({ type: "VoidBids", buyerId, paddle: paddleOf(buyerId), reason: "SUSPENDED", bids }, at);
  }

  /** What the time alone brings about. */
  wait(until: Instant, facts: ClosingFacts | null = this.closingFacts()): void {
    const settled = settle(this.auction, until, facts);
    this.auction = settled.auction;
    this.entries.push(...settled.entries);
  }

  /** Every accepted bid that was neither voided nor withdrawn, in order, as rows would give them. */
  acceptedBids(): AcceptedBid[] {
    let bids: AcceptedBid[] = [];
    this.entries.forEach(({ event, at }, index) => {
      if (event.type === "BidsVoided" || event.type === "BidWithdrawn")
        bids = bids.filter((bid) => bid.buyerId !== event.buyerId);
      if (event.type !== "BidAccepted") return;
      const { buyerId, paddle, amount, maximum, raise } = event;
      bids.push({ buyerId, paddle, amount, maximum, raise, sequence: index + 1, decidedAt: at });
    });
    return bids;
  }

  /** What the store would read at a closing at which nothing had happened in the world. */
  closingFacts(): ClosingFacts {
    return { ...NO_FACTS, bids: this.acceptedBids() };
  }

  get standing(): Standing {
    return standingOf(this.auction);
  }

  get leader(): string | null {
    return this.auction.book.leader?.buyerId ?? null;
  }

  get price(): bigint | null {
    return this.auction.book.price;
  }

  get types(): string[] {
    return this.entries.map(({ event }) => event.type);
  }
}

export function placeBid(buyerId: string, offer: Partial<PlaceBid>): PlaceBid {
  const paddle = paddleOf(buyerId);
  const unset = { amount: null, maximum: null, sealed: null, confirmHigh: true, eligibility: ELIGIBLE };
  return { type: "PlaceBid", buyerId, paddle, ...unset, ...offer };
}

export function paddleOf(buyerId: string): string {
  return `paddle ${buyerId}`;
}

export function onlyEvent(decision: Decision<AuctionEvent, Problem>): AuctionEvent {
  if (decision.kind === "rejected") throw new Error(decision.rejection.message);
  const [event, ...more] = decision.events;
  if (!event || more.length > 0) throw new Error("Not exactly one event");
  return event;
}
