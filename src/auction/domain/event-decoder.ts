import { assertNever } from "../../platform/decision";
import {
  decodeAmount,
  decodeBook,
  decodeInstant,
  decodeLawful,
  decodeOutcome,
  decodeRankedBid,
  decodeTerms,
  orNull,
  type Encoded,
} from "./codec";
import type { AuctionEvent } from "./events";
import type { Json } from "./secret";

/** An entry's type and data once every secret of it was put back. */
export interface RevealedEvent {
  readonly type: string;
  readonly data: { readonly [key: string]: Json };
}

/** The event that was encoded; the standing that lies beside it is left out. */
export function decodeEvent({ type, data }: RevealedEvent): AuctionEvent {
  const json = { ...data, type } as unknown as Encoded<AuctionEvent>;
  switch (json.type) {
    case "AuctionScheduled":
      return { type: json.type, terms: decodeTerms(json.terms) };
    case "AuctionRescheduled":
      return {
        type: json.type,
        opensAt: decodeInstant(json.opensAt),
        closesAt: decodeInstant(json.closesAt),
        hardEndAt: orNull(json.hardEndAt, decodeInstant),
      };
    case "BuyerInvited":
      return { type: json.type, ...firm(json) };
    case "NdaSigned":
      return { type: json.type, ...firm(json), signedAt: decodeInstant(json.signedAt) };
    case "BuyerAdmitted":
      return {
        type: json.type,
        ...firm(json),
        ndaSignedAt: decodeInstant(json.ndaSignedAt),
        limit: orNull(json.limit, decodeAmount),
        allotment: orNull((json.allotment as string | null | undefined) ?? null, decodeAmount),
      };
    case "LimitSet":
      return { type: json.type, ...firm(json), limit: orNull(json.limit, decodeAmount) };
    case "AllotmentChanged":
      return { type: json.type, ...firm(json), allotment: decodeAmount(json.allotment) };
    case "BuyerRemoved":
      return { type: json.type, ...firm(json), reason: json.reason, rationale: json.rationale };
    case "AuctionOpened":
      return { type: json.type, opensAt: decodeInstant(json.opensAt) };
    case "DutchStepped":
      return {
        type: json.type,
        step: json.step,
        price: decodeAmount(json.price),
        since: decodeInstant(json.since),
      };
    case "PhaseStarted":
      return {
        type: json.type,
        phase: json.phase,
        since: decodeInstant(json.since),
        closesAt: orNull(json.closesAt, decodeInstant),
      };
    case "BidAccepted":
      return {
        type: json.type,
        ...firm(json),
        amount: orNull(json.amount, decodeAmount),
        maximum: orNull(json.maximum, decodeAmount),
        sealed: json.sealed ?? null,
        confirmed: json.confirmed,
        raise: json.raise,
        moved: json.moved,
      };
    case "BidWithdrawn":
      return { type: json.type, ...firm(json), bid: json.bid };
    case "BidSetAside":
      return {
        type: json.type,
        ...firm(json),
        bid: json.bid,
        reason: json.reason,
        amount: orNull(json.amount, decodeAmount),
      };
    case "BidsOpened":
      return {
        type: json.type,
        outcome: decodeOutcome(json.outcome),
        bids: json.bids.map(decodeLawful),
      };
    case "RoundOpened":
      return {
        type: json.type,
        phase: json.phase,
        highest: orNull(json.highest, decodeAmount),
        bids: json.bids.map(decodeLawful),
      };
    case "ShortlistMade":
      return {
        type: json.type,
        firms: json.firms.map(firm),
        leftOut: json.leftOut.map((out) => ({ ...firm(out), reason: out.reason })),
        startsAt: decodeInstant(json.startsAt),
      };
    case "FirmShortlisted":
    case "FirmNotShortlisted":
      return { type: json.type, ...firm(json) };
    case "BidRejected":
      return {
        type: json.type,
        ...firm(json),
        amount: orNull(json.amount, decodeAmount),
        maximum: orNull(json.maximum, decodeAmount),
        sealed: json.sealed ?? null,
        confirmed: json.confirmed,
        reason: json.reason,
        minimumNextBid: orNull(json.minimumNextBid, decodeAmount),
      };
    case "AuctionExtended":
      return {
        type: json.type,
        previousClosesAt: decodeInstant(json.previousClosesAt),
        closesAt: decodeInstant(json.closesAt),
      };
    case "AuctionPaused":
    case "AuctionCancelled":
      return { type: json.type, reason: json.reason };
    case "AuctionResumed":
      return {
        type: json.type,
        closesAt: decodeInstant(json.closesAt),
        hardEndAt: orNull(json.hardEndAt, decodeInstant),
      };
    case "BidsVoided":
      return { type: json.type, ...firm(json), reason: json.reason, book: decodeBook(json.book) };
    case "PriceChanged":
      return { type: json.type, price: orNull(json.price, decodeAmount) };
    case "RoundClosed":
      return {
        type: json.type,
        phase: json.phase,
        closedAt: decodeInstant(json.closedAt),
        interruptionSeconds: json.interruptionSeconds,
      };
    case "AuctionClosed":
      return {
        type: json.type,
        closedAt: decodeInstant(json.closedAt),
        outcome: orNull(json.outcome, decodeOutcome),
        interruptionSeconds: json.interruptionSeconds,
        reason: json.reason,
      };
    case "AuctionAwarded":
      return { type: json.type, ...decodeRankedBid(json), rationale: json.rationale };
    case "AuctionNotAwarded":
    case "AuctionUnsold":
      return { type: json.type, rationale: json.rationale };
    default:
      return assertNever(json);
  }
}

function firm({ buyerId, paddle }: { buyerId: string; paddle: string }) {
  return { buyerId, paddle };
}
