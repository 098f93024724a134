import { assertNever } from "../../platform/decision";
import { formatInstant } from "../../platform/time";
import {
  encodeAmount,
  encodeBidder,
  encodeBook,
  encodeLawful,
  encodeRankedBid,
  encodeStanding,
  encodeTerms,
  orNull,
} from "./codec";
import type { Outcome } from "./auction";
import type { AuctionClosed, AuctionEvent } from "./events";
import { formatOf } from "./formats/registry";
import type { HiddenField } from "./readers";
import { Secret, type EventData, type Json } from "./secret";
import type { Standing } from "./standing";
import type { Terms } from "./terms";

export interface EncodedEvent {
  readonly type: AuctionEvent["type"];
  readonly data: EventData;
}

/** Marks a field's value as secret, unless everyone who sees the event may read it. */
type Hide = (field: HiddenField, value: Json) => Secret | Json;

/** An event for the journal, with the standing after it; what not everyone may read is marked. */
export function encodeEvent(terms: Terms, event: AuctionEvent, standing: Standing): EncodedEvent {
  const format = formatOf(terms);
  const hide: Hide = (field, value) => {
    const readers = format.readers(event, field);
    return readers.participants ? value : new Secret(value, readers);
  };
  return { type: event.type, data: { ...encodeFields(event, hide), standing: encodeStanding(standing) } };
}

function encodeFields(event: AuctionEvent, hide: Hide): EventData {
  switch (event.type) {
    case "AuctionScheduled":
      return { terms: hideReserve(event.terms, hide) };
    case "AuctionRescheduled":
      return {
        opensAt: formatInstant(event.opensAt),
        closesAt: formatInstant(event.closesAt),
        hardEndAt: orNull(event.hardEndAt, formatInstant),
      };
    case "BuyerInvited":
      return encodeFirm(event, hide);
    case "NdaSigned":
      return { ...encodeFirm(event, hide), signedAt: formatInstant(event.signedAt) };
    case "BuyerAdmitted":
      return {
        ...encodeFirm(event, hide),
        ndaSignedAt: formatInstant(event.ndaSignedAt),
        limit: hide("LIMIT", orNull(event.limit, encodeAmount)),
        ...(event.allotment !== null && { allotment: hide("ALLOTMENT", encodeAmount(event.allotment)) }),
      };
    case "LimitSet":
      return { ...encodeFirm(event, hide), limit: hide("LIMIT", orNull(event.limit, encodeAmount)) };
    case "AllotmentChanged":
      return { ...encodeFirm(event, hide), allotment: hide("ALLOTMENT", encodeAmount(event.allotment)) };
    case "BuyerRemoved":
      return {
        ...encodeFirm(event, hide),
        reason: event.reason,
        rationale: hide("RATIONALE", event.rationale),
      };
    case "AuctionOpened":
      return { opensAt: formatInstant(event.opensAt) };
    case "DutchStepped":
      return { step: event.step, price: encodeAmount(event.price), since: formatInstant(event.since) };
    case "PhaseStarted":
      return {
        phase: event.phase,
        since: formatInstant(event.since),
        closesAt: orNull(event.closesAt, formatInstant),
      };
    case "BidAccepted":
      return {
        buyerId: hide("BUYER", event.buyerId),
        paddle: event.paddle,
        amount: orNull(event.amount, encodeAmount),
        maximum: hide("MAXIMUM", orNull(event.maximum, encodeAmount)),
        ...(event.sealed && { sealed: { ...event.sealed } }),
        confirmed: event.confirmed,
        raise: event.raise,
        moved: event.moved,
      };
    case "BidWithdrawn":
      return { ...encodeFirm(event, hide), bid: event.bid };
    case "BidSetAside":
      return {
        ...encodeFirm(event, hide),
        bid: event.bid,
        reason: event.reason,
        amount: hide("AMOUNTS", orNull(event.amount, encodeAmount)),
      };
    case "RoundOpened":
      return {
        phase: event.phase,
        highest: orNull(event.highest, encodeAmount),
        bids: hide("AMOUNTS", event.bids.map(encodeLawful)),
      };
    case "ShortlistMade":
      return {
        firms: hide("SHORTLIST", event.firms.map(encodeBidder)),
        leftOut: hide(
          "SHORTLIST",
          event.leftOut.map((firm) => ({ ...encodeBidder(firm), reason: firm.reason })),
        ),
        startsAt: formatInstant(event.startsAt),
      };
    case "FirmShortlisted":
    case "FirmNotShortlisted":
      return encodeFirm(event, hide);
    case "BidsOpened":
      return {
        outcome: encodeOutcome(event.outcome, hide),
        bids: hide("AMOUNTS", event.bids.map(encodeLawful)),
      };
    case "BidRejected":
      return {
        buyerId: hide("BUYER", event.buyerId),
        paddle: event.paddle,
        amount: orNull(event.amount, encodeAmount),
        maximum: hide("MAXIMUM", orNull(event.maximum, encodeAmount)),
        ...(event.sealed && { sealed: { ...event.sealed } }),
        confirmed: event.confirmed,
        reason: event.reason,
        minimumNextBid: orNull(event.minimumNextBid, encodeAmount),
      };
    case "AuctionExtended":
      return {
        previousClosesAt: formatInstant(event.previousClosesAt),
        closesAt: formatInstant(event.closesAt),
      };
    case "AuctionPaused":
    case "AuctionCancelled":
      return { reason: event.reason };
    case "AuctionResumed":
      return {
        closesAt: formatInstant(event.closesAt),
        hardEndAt: orNull(event.hardEndAt, formatInstant),
      };
    case "BidsVoided":
      return {
        ...encodeFirm(event, hide),
        reason: event.reason,
        book: hide("BOOK", encodeBook(event.book)),
      };
    case "PriceChanged":
      return { price: orNull(event.price, encodeAmount) };
    case "RoundClosed":
      return {
        phase: event.phase,
        closedAt: formatInstant(event.closedAt),
        interruptionSeconds: event.interruptionSeconds,
      };
    case "AuctionClosed":
      return encodeClosed(event, hide);
    case "AuctionAwarded":
      return {
        ...encodeFirm(event, hide),
        rank: event.rank,
        price: hide("AWARD", encodeAmount(event.price)),
        rationale: hide("RATIONALE", event.rationale),
      };
    case "AuctionNotAwarded":
    case "AuctionUnsold":
      return { rationale: hide("RATIONALE", event.rationale) };
    default:
      return assertNever(event);
  }
}

function encodeFirm({ buyerId, paddle }: { buyerId: string; paddle: string }, hide: Hide): EventData {
  return { buyerId: hide("BUYER", buyerId), paddle: hide("PADDLE", paddle) };
}

function hideReserve(terms: Terms, hide: Hide): EventData {
  const json = encodeTerms(terms);
  return terms.reserveVisibility === "DISCLOSED" ? json : { ...json, reserve: hide("RESERVE", json.reserve) };
}

function encodeClosed(
  { closedAt, outcome, interruptionSeconds, reason }: AuctionClosed,
  hide: Hide,
): EventData {
  return {
    closedAt: formatInstant(closedAt),
    outcome: outcome && encodeOutcome(outcome, hide),
    interruptionSeconds,
    reason: reason === null ? null : hide("RATIONALE", reason),
  };
}

function encodeOutcome({ kind, winner, price, cover, interrupted, early }: Outcome, hide: Hide): EventData {
  return {
    kind,
    winner: winner && encodeFirm(winner, hide),
    price: orNull(price, encodeAmount),
    cover: cover && hide("COVER", encodeRankedBid(cover)),
    interrupted,
    early,
  };
}
