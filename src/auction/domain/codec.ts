import { formatInstant, parseInstant, type Instant } from "../../platform/time";
import type { AuctionState, Bidder, Book, LawfulBid, Offer, Outcome, Phase, RankedBid } from "./auction";
import type { Standing } from "./standing";
import type { Extension, IncrementStep, Terms } from "./terms";

/** A value as it comes out when all its amounts and instants have become strings, and no other change. */
export type Encoded<Value> = Value extends bigint
  ? string
  : Value extends readonly (infer Item)[]
    ? readonly Encoded<Item>[]
    : Value extends object
      ? { readonly [Key in keyof Value]: Encoded<Value[Key]> }
      : Value;

/** What a format has none of is left out, so that rows from before there was any are as they would be written now. */
type LeftOut<Value, Key extends keyof Value> = Encoded<Omit<Value, Key>> & Partial<Encoded<Pick<Value, Key>>>;

export type TermsJson = LeftOut<
  Terms,
  "dutch" | "sealing" | "bestAndFinal" | "cureSeconds" | "standbySeconds"
>;
export type BookJson = Encoded<Book>;
export type OutcomeJson = Encoded<Outcome>;
export type StandingJson = LeftOut<Standing, "phase">;
export type RankedBidJson = Encoded<RankedBid>;
/** The terms are pinned in a row of their own. */
export type StateJson = LeftOut<Omit<AuctionState, "terms">, "step" | "phase" | "unopened">;

export function encodeTerms(terms: Terms): TermsJson {
  const { dutch, sealing, bestAndFinal, cureSeconds, standbySeconds, ...common } = terms;
  const { extension, reserve } = common;
  return {
    ...common,
    faceValue: encodeAmount(terms.faceValue),
    openingPrice: encodeAmount(terms.openingPrice),
    reserve: { floorId: reserve.floorId, amount: encodeAmount(reserve.amount) },
    increments: terms.increments.map(({ from, step }) => ({
      from: encodeAmount(from),
      step: encodeAmount(step),
    })),
    opensAt: formatInstant(terms.opensAt),
    closesAt: formatInstant(terms.closesAt),
    extension: extension && { ...extension, hardEndAt: formatInstant(extension.hardEndAt) },
    ...(dutch && { dutch: { ...dutch, stepRate: encodeAmount(dutch.stepRate) } }),
    ...(sealing && { sealing }),
    ...(bestAndFinal && { bestAndFinal }),
    ...(cureSeconds > 0 && { cureSeconds }),
    ...(standbySeconds > 0 && { standbySeconds }),
  };
}

export function decodeTerms(json: TermsJson): Terms {
  const { dutch, extension, reserve } = json;
  return {
    ...json,
    faceValue: decodeAmount(json.faceValue),
    openingPrice: decodeAmount(json.openingPrice),
    reserve: { floorId: reserve.floorId, amount: decodeAmount(reserve.amount) },
    increments: json.increments.map(({ from, step }): IncrementStep => ({
      from: decodeAmount(from),
      step: decodeAmount(step),
    })),
    opensAt: decodeInstant(json.opensAt),
    closesAt: decodeInstant(json.closesAt),
    extension:
      extension && ({ ...extension, hardEndAt: decodeInstant(extension.hardEndAt) } satisfies Extension),
    dutch: dutch ? { ...dutch, stepRate: decodeAmount(dutch.stepRate) } : null,
    sealing: json.sealing ?? null,
    bestAndFinal: json.bestAndFinal ?? null,
    cureSeconds: json.cureSeconds ?? 0,
    standbySeconds: json.standbySeconds ?? 0,
  };
}

export function encodeState(auction: AuctionState): StateJson {
  const { status, step, phase, unopened, outcome, award } = auction;
  return {
    status,
    opensAt: formatInstant(auction.opensAt),
    closesAt: formatInstant(auction.closesAt),
    hardEndAt: orNull(auction.hardEndAt, formatInstant),
    pausedAt: orNull(auction.pausedAt, formatInstant),
    ...(step !== null && { step }),
    ...(phase && { phase: encodePhase(phase) }),
    endedAt: orNull(auction.endedAt, formatInstant),
    book: encodeBook(auction.book),
    ...(unopened && { unopened }),
    outcome: outcome && encodeOutcome(outcome),
    award: award && encodeRankedBid(award),
    lastAt: formatInstant(auction.lastAt),
  };
}

export function decodeState(terms: Terms, json: StateJson): AuctionState {
  const { status, outcome, award } = json;
  return {
    terms,
    status,
    opensAt: decodeInstant(json.opensAt),
    closesAt: decodeInstant(json.closesAt),
    hardEndAt: orNull(json.hardEndAt, decodeInstant),
    pausedAt: orNull(json.pausedAt, decodeInstant),
    step: json.step ?? null,
    phase: json.phase ? decodePhase(json.phase) : null,
    endedAt: orNull(json.endedAt, decodeInstant),
    book: decodeBook(json.book),
    unopened: json.unopened ?? null,
    outcome: outcome && decodeOutcome(outcome),
    award: award && decodeRankedBid(award),
    lastAt: decodeInstant(json.lastAt),
  };
}

export function encodeBook({ leader, cover, price, bidCount }: Book): BookJson {
  return {
    leader: leader && encodeOffer(leader),
    cover: cover && encodeOffer(cover),
    price: orNull(price, encodeAmount),
    bidCount,
  };
}

export function decodeBook({ leader, cover, price, bidCount }: BookJson): Book {
  return {
    leader: leader && decodeOffer(leader),
    cover: cover && decodeOffer(cover),
    price: orNull(price, decodeAmount),
    bidCount,
  };
}

export function encodeOutcome(outcome: Outcome): OutcomeJson {
  const { price, cover } = outcome;
  return { ...outcome, price: orNull(price, encodeAmount), cover: cover && encodeRankedBid(cover) };
}

export function decodeOutcome(json: OutcomeJson): Outcome {
  const { price, cover } = json;
  return { ...json, price: orNull(price, decodeAmount), cover: cover && decodeRankedBid(cover) };
}

/** Written out field by field: it is done once for every entry, and copying the object first costs as much again. */
export function encodeStanding(standing: Standing): StandingJson {
  const json = {
    status: standing.status,
    closesAt: orNull(standing.closesAt, formatInstant),
    leadingAmount: orNull(standing.leadingAmount, encodeAmount),
    leadingPaddle: standing.leadingPaddle,
    bidCount: standing.bidCount,
    reserveStatus: standing.reserveStatus,
    minimumNextBid: orNull(standing.minimumNextBid, encodeAmount),
  };
  return standing.phase === null ? json : { ...json, phase: standing.phase };
}

export function decodeStanding(json: StandingJson): Standing {
  return {
    ...json,
    phase: json.phase ?? null,
    closesAt: orNull(json.closesAt, decodeInstant),
    leadingAmount: orNull(json.leadingAmount, decodeAmount),
    minimumNextBid: orNull(json.minimumNextBid, decodeAmount),
  };
}

export function encodeLawful({ sequence, buyerId, paddle, amount }: LawfulBid): Encoded<LawfulBid> {
  return { sequence, buyerId, paddle, amount: encodeAmount(amount) };
}

export function decodeLawful({ sequence, buyerId, paddle, amount }: Encoded<LawfulBid>): LawfulBid {
  return { sequence, buyerId, paddle, amount: decodeAmount(amount) };
}

export function encodeBidder({ buyerId, paddle }: Bidder): Encoded<Bidder> {
  return { buyerId, paddle };
}

export function encodeRankedBid({ rank, buyerId, paddle, price }: RankedBid): RankedBidJson {
  return { rank, buyerId, paddle, price: encodeAmount(price) };
}

export function decodeRankedBid({ rank, buyerId, paddle, price }: RankedBidJson): RankedBid {
  return { rank, buyerId, paddle, price: decodeAmount(price) };
}

export function encodeAmount(amount: bigint): string {
  return amount.toString();
}

export function decodeAmount(text: string): bigint {
  return BigInt(text);
}

export function decodeInstant(text: string): Instant {
  const instant = parseInstant(text);
  if (instant === null) throw new Error("A stored instant cannot be read");
  return instant;
}

export function orNull<From, To>(value: From | null, convert: (value: From) => To): To | null {
  return value === null ? null : convert(value);
}

function encodeOffer({ buyerId, paddle, amount, maximum }: Offer): Encoded<Offer> {
  return { buyerId, paddle, amount: encodeAmount(amount), maximum: encodeAmount(maximum) };
}

function decodeOffer({ buyerId, paddle, amount, maximum }: Encoded<Offer>): Offer {
  return { buyerId, paddle, amount: decodeAmount(amount), maximum: decodeAmount(maximum) };
}

function encodePhase({ name, since, opened, shortlist, taker, isInterrupted }: Phase): Encoded<Phase> {
  return {
    name,
    since: formatInstant(since),
    opened: opened.map(encodeLawful),
    shortlist,
    taker: taker && { ...encodeBidder(taker), amount: encodeAmount(taker.amount) },
    isInterrupted,
  };
}

function decodePhase({ name, since, opened, shortlist, taker, isInterrupted }: Encoded<Phase>): Phase {
  return {
    name,
    since: decodeInstant(since),
    opened: opened.map(decodeLawful),
    shortlist,
    taker: taker && { ...encodeBidder(taker), amount: decodeAmount(taker.amount) },
    isInterrupted,
  };
}
