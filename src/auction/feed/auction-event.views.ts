import type { RequestContext, LoaderFactory } from "../../platform/context";
import { notFound } from "../../platform/errors";
import { moneyView, optionalMoneyView } from "../../platform/graphql/money";
import { view } from "../../platform/graphql/node";
import type { Entry } from "../../platform/journal/chain";
import type { Instant } from "../../platform/time";
import {
  AuctionAwarded,
  AuctionCancelled,
  AuctionClosed,
  AuctionExtended,
  AuctionNotAwarded,
  AuctionOpened,
  AuctionPaused,
  AuctionRescheduled,
  AuctionResumed,
  AuctionSnapshot,
  BidAccepted,
  BidRejected,
  BidSetAside,
  BidsOpened,
  BidsVoided,
  BidWithdrawn,
  DutchStepped,
  type AuctionEvent,
} from "./auction-events.graphql";
import type { AuctionReader } from "../auction-reader";
import { bidRowView, outcomeView, standingView, timeTold } from "../auction.views";
import type { BidPlace } from "../bidding/bid.loaders";
import type { BidRow } from "../bidding/bid.rows";
import { phaseEventView } from "../phases/phase-event.views";
import {
  decodeInstant,
  decodeStanding,
  isHidden,
  type Audience,
  type Standing,
  type StandingJson,
  type Terms,
} from "../domain";

/** What an event is made from, once for everybody of an audience. */
export type AuctionEventSource =
  | {
      readonly kind: "entry";
      readonly entry: Entry;
      readonly terms: Terms;
      readonly audience: Audience;
      readonly cursor: string;
    }
  | {
      readonly kind: "snapshot";
      readonly standing: Standing;
      readonly terms: Terms;
      readonly sequence: number;
      readonly at: Instant;
      readonly cursor: string;
    }
  /** The firm was removed: NOT_FOUND is the last thing that it gets. */
  | { readonly kind: "gone" };

export interface EventViewPorts {
  readonly reader: AuctionReader;
  readonly bids: LoaderFactory<BidPlace, BidRow | null>;
  /** The server's time now. */
  readonly now: () => Instant;
}

/** An entry as an audience sees it: everything that it shows is the entry's own, but for the server's time. */
export class AuctionEventViews {
  constructor(private readonly ports: EventViewPorts) {}

  async view(source: AuctionEventSource, context: RequestContext): Promise<AuctionEvent> {
    if (source.kind === "gone") throw notFound();
    if (source.kind === "snapshot") {
      const { cursor, at, terms } = source;
      const sequence = isHidden(terms, source.standing) ? null : source.sequence;
      const standing = standingView(source.standing, terms, this.ports.now());
      return view(AuctionSnapshot, { cursor, sequence, at, standing });
    }
    return this.viewEntry(source, context);
  }

  private async viewEntry(
    source: Extract<AuctionEventSource, { kind: "entry" }>,
    context: RequestContext,
  ): Promise<AuctionEvent> {
    const { entry, terms, cursor } = source;
    const { data } = entry;
    const told = decodeStanding(data["standing"] as unknown as StandingJson);
    const standing = standingView(told, terms, this.ports.now());
    const hidden = isHidden(terms, told);
    const sequence = hidden ? null : entry.sequence;
    const at = timeTold(entry.at, hidden && isBidding(entry));
    const event = { cursor, sequence, at, standing };
    const text = (field: string) => data[field] as string;
    switch (entry.type) {
      case "AuctionRescheduled":
        return view(AuctionRescheduled, event);
      case "AuctionOpened":
        return view(AuctionOpened, event);
      case "DutchStepped":
        return view(DutchStepped, {
          ...event,
          step: data["step"] as number,
          price: moneyView(BigInt(text("price")), terms.currency),
          since: decodeInstant(text("since")),
        });
      case "BidAccepted": {
        const amount = data["amount"] === null ? null : BigInt(text("amount"));
        return view(BidAccepted, {
          ...event,
          paddle: text("paddle"),
          amount: optionalMoneyView(amount, terms.currency),
        });
      }
      case "BidWithdrawn":
        return view(BidWithdrawn, { ...event, paddle: text("paddle") });
      case "BidSetAside":
        return view(BidSetAside, {
          ...event,
          paddle: text("paddle"),
          reason: text("reason"),
        });
      case "BidsOpened":
        return view(BidsOpened, { ...event, outcome: await this.outcome(source, context) });
      case "BidRejected":
        return view(BidRejected, { ...event, bid: await this.ownBid(source, context) });
      case "AuctionExtended":
        return view(AuctionExtended, { ...event, previousClosesAt: decodeInstant(text("previousClosesAt")) });
      case "AuctionPaused":
        return view(AuctionPaused, { ...event, reason: text("reason") });
      case "AuctionResumed":
        return view(AuctionResumed, event);
      case "BidsVoided":
        return view(BidsVoided, { ...event, paddle: text("paddle"), reason: text("reason") });
      case "AuctionClosed":
        return view(AuctionClosed, {
          ...event,
          outcome: data["outcome"] === null ? null : await this.outcome(source, context),
        });
      case "AuctionCancelled":
        return view(AuctionCancelled, { ...event, reason: text("reason") });
      case "AuctionAwarded":
        return view(AuctionAwarded, event);
      case "AuctionNotAwarded":
      case "AuctionUnsold":
        return view(AuctionNotAwarded, event);
      default: {
        const shown = phaseEventView(entry, terms, event);
        if (!shown) throw new Error("An entry that no feed shows was to be shown");
        return shown;
      }
    }
  }

  /** A refused bid, which only its own firm gets. */
  private async ownBid(
    { entry }: Extract<AuctionEventSource, { kind: "entry" }>,
    context: RequestContext,
  ): Promise<BidRejected["bid"]> {
    const [bid, auction] = await Promise.all([
      context.load(this.ports.bids).load({ auctionId: entry.stream, sequence: entry.sequence }),
      this.ports.reader.auction(context, entry.stream),
    ]);
    if (!bid) throw new Error("A refused bid has no row");
    const audience = { kind: "FIRM", buyerId: bid.buyerId } as const;
    return bidRowView(auction.state, bid, audience);
  }

  /** What is decided at the close never changes, so it may be read from the auction as it stands. */
  private async outcome(
    { entry, terms, audience }: Extract<AuctionEventSource, { kind: "entry" }>,
    context: RequestContext,
  ): Promise<AuctionClosed["outcome"]> {
    const { reader } = this.ports;
    const [auction, participants] = await Promise.all([
      reader.auction(context, entry.stream),
      reader.participants(context, entry.stream),
    ]);
    return auction.state.outcome && outcomeView(auction.state.outcome, terms, audience, participants);
  }
}

/** One of those that are decided together. */
function isBidding({ type }: Entry): boolean {
  return type === "BidAccepted" || type === "BidRejected" || type === "BidWithdrawn";
}
