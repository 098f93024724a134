import {
  bidsOfPhase,
  isClosingDue,
  nextTime,
  type AcceptedBid,
  type AuctionCommand,
  type AuctionEvent,
  type AuctionPhase,
  type BelowIndicationReason,
  type ClosingFacts,
  type Eligibility,
  type Exclusion,
  type OpenedBid,
  type Problem,
  type Terms,
} from "../../src/auction/domain";
import type { Decision } from "../../src/platform/decision";
import { seconds, type Instant } from "../../src/platform/time";
import { ELIGIBLE, paddleOf, placeBid, Play, T, terms, type Verdict } from "./english-auction";
import { digestOf, resultOf, SEALING, type Content } from "./sealed-auction";

/** Indications up to T, a short list by hand, then ten minutes of binding bids a minute after it was made. */
export function bestAndFinalTerms(changes: Partial<Terms> = {}): Terms {
  return terms({
    format: "BEST_AND_FINAL",
    increments: [],
    sealing: SEALING,
    bestAndFinal: { shortlist: null, startsAfterSeconds: 60, bindingSeconds: 600 },
    ...changes,
  });
}

/** Falls from 100,000 by 1,000 every five minutes, from an hour before T on, to the disclosed reserve of 79,500. */
export function hybridTerms(changes: Partial<Terms> = {}): Terms {
  return terms({
    format: "HYBRID",
    increments: [],
    openingPrice: 100_000n,
    reserve: { amount: 79_500n, floorId: "floor" },
    reserveVisibility: "DISCLOSED",
    sealing: { ...SEALING, sealer: "SERVER" },
    ...changes,
  });
}

/** When the falling prices of the tests start. */
export const OPENS = T - seconds(3_600);

interface Box {
  readonly content: Content;
  readonly limit: bigint | null;
  readonly reason: BelowIndicationReason | null;
}

/** An auction of several phases, whose boxes lie here beside it until they are opened. */
export class PhasedPlay extends Play {
  private readonly boxes = new Map<number, Box>();
  /** What the store would find at a closing. */
  exclusions: readonly Exclusion[] = [];

  /** Anything at a time, after what time alone has brought about; most of that was written down a moment before. */
  override run(command: AuctionCommand, at: Instant): Decision<AuctionEvent, Problem> {
    this.wait(at - 1_000n);
    this.wait(at);
    return super.run(command, at, this.closingFacts());
  }

  /** Every closing, of a round or of the auction, with facts of its own. */
  override wait(until: Instant): void {
    super.wait(until, null);
    while (isClosingDue(this.auction, nextTime(this.auction, until))) super.wait(until, this.closingFacts());
  }

  override closingFacts(): ClosingFacts {
    return { ...super.closingFacts(), exclusions: this.exclusions };
  }

  /** A sealed bid. */
  seal(
    buyerId: string,
    content: Content,
    at: Instant,
    { reason = null, ...eligibility }: Partial<Eligibility> & { reason?: BelowIndicationReason | null } = {},
  ): Verdict {
    this.wait(at - 1_000n);
    const digest = digestOf(this.entries.length);
    const sealed = reason === null ? digest : { ...digest, belowIndicationReason: reason };
    const may = { ...ELIGIBLE, ...eligibility };
    const verdict = this.bid(buyerId, { ...placeBid(buyerId, { sealed, eligibility: may }) }, at);
    if (verdict === "ACCEPTED") this.boxes.set(this.entries.length, { content, limit: may.limit, reason });
    return verdict;
  }

  withdraw(buyerId: string, at: Instant): Decision<AuctionEvent, Problem> {
    this.wait(at);
    const bids = bidsOfPhase(this.auction, this.acceptedBids());
    const live = bids.findLast((bid) => bid.buyerId === buyerId)?.sequence ?? null;
    return this.run({ type: "WithdrawBid", buyerId, paddle: paddleOf(buyerId), live }, at);
  }

  override void(buyerId: string, at: Instant): Decision<AuctionEvent, Problem> {
    this.wait(at);
    return super.void(buyerId, at);
  }

  /** Opens every live bid of a round that ended before. */
  open(at: Instant): Decision<AuctionEvent, Problem> {
    this.wait(at - 1_000n);
    return this.run({ type: "OpenBids", bids: this.closedSet() }, at);
  }

  closedSet(): OpenedBid[] {
    const sealed = this.acceptedBids().filter(({ maximum }) => maximum === null);
    const live = new Map(bidsOfPhase(this.auction, sealed).map((bid) => [bid.buyerId, bid]));
    return [...live.values()].map(({ sequence, buyerId, paddle }) => {
      const box = this.boxes.get(sequence);
      if (!box) throw new Error("A live bid without a box");
      const { content, limit, reason: belowIndicationReason } = box;
      return { sequence, buyerId, paddle, limit, belowIndicationReason, result: resultOf(content) };
    });
  }

  shortlist(
    firms: readonly string[],
    at: Instant,
    reasons: Readonly<Record<string, string>> = {},
  ): Decision<AuctionEvent, Problem> {
    const leftOut = Object.entries(reasons).map(([buyerId, reason]) => ({ buyerId, reason }));
    return this.run({ type: "Shortlist", firms, leftOut }, at);
  }

  get phase(): AuctionPhase | null {
    return this.auction.phase?.name ?? null;
  }

  /** Who wins at which price; null when nobody does, or it is not over. */
  get result(): readonly [string, bigint | null] | null {
    const { outcome } = this.auction;
    return outcome?.winner ? [outcome.winner.buyerId, outcome.price] : null;
  }

  /** A bid as rows would give it: a sealed one with what it came to, if it counts. */
  readonly opened = (bid: AcceptedBid): AcceptedBid => {
    const opened = [...this.events("RoundOpened"), ...this.events("BidsOpened")].flatMap(({ bids }) => bids);
    const amount = opened.find(({ sequence }) => sequence === bid.sequence)?.amount ?? bid.amount;
    return { ...bid, amount };
  };

  /** Who was set aside, and why. */
  get setAside(): readonly (readonly [string, string])[] {
    return this.events("BidSetAside").map(({ buyerId, reason }) => [buyerId, reason]);
  }

  events<Type extends AuctionEvent["type"]>(type: Type): Extract<AuctionEvent, { type: Type }>[] {
    return this.entries.flatMap(({ event }) =>
      event.type === type ? [event as Extract<AuctionEvent, { type: Type }>] : [],
    );
  }
}

export function codeOf(decision: Decision<AuctionEvent, Problem>): string {
  return decision.kind === "accepted" ? "DONE" : decision.rejection.code;
}
