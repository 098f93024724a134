import { moneyView, optionalMoneyView } from "../platform/graphql/money";
import { view } from "../platform/graphql/node";
import { formatRate, rateOf } from "../platform/money";
import type { Instant } from "../platform/time";
import { endShown, type AuctionRecord, type ParticipantRow } from "./auction.rows";
import {
  AuctionOutcomeType,
  AuctionTermsType,
  AuctionType,
  DutchTermsType,
  ExtensionTermsType,
} from "./auction.graphql";
import { mayKnowFirm, mayReadReserve } from "./auction.policy";
import type { DecidedBid } from "./bidding/bid-answer";
import { BidType } from "./bidding/bid.graphql";
import { statusOf, type BidRow } from "./bidding/bid.rows";
import {
  isSealed,
  NOTHING_TOLD,
  sealedView,
  standingFor,
  type Audience,
  type AuctionState,
  type BidStatus,
  type Outcome,
  type SealedView,
  type Standing,
  type Terms,
} from "./domain";
import { ParticipantType } from "./participants/participant.graphql";
import { BestAndFinalTermsType } from "./phases/phases.graphql";
import { sealingView } from "./sealing/sealing.views";
import { StandingType } from "./standing.graphql";

const MILLISECOND = 1_000n;

export function auctionView(
  auction: AuctionRecord,
  audience: Audience,
  participants: ReadonlyMap<string, ParticipantRow>,
): AuctionType {
  const { state, clock } = auction;
  const { terms } = state;
  return view(AuctionType, {
    id: auction.id,
    portfolioId: auction.portfolioId,
    format: terms.format,
    status: state.status,
    phase: state.phase?.name ?? null,
    opensAt: state.opensAt,
    closesAt: endShown(state),
    closedAt: state.outcome ? state.endedAt : null,
    serverTime: clock,
    terms: termsView(terms, state.hardEndAt),
    reserve: mayReadReserve(audience, terms) ? moneyView(terms.reserve.amount, terms.currency) : null,
    standing: standingView(standingFor(state, audience), terms, clock),
    outcome: state.outcome && outcomeView(state.outcome, terms, audience, participants),
  });
}

function termsView(terms: Terms, hardEndAt: Instant | null): AuctionTermsType {
  const { currency, extension, dutch, bestAndFinal, sealing } = terms;
  return view(AuctionTermsType, {
    openingPrice: moneyView(terms.openingPrice, currency),
    increments: terms.increments.map(({ from, step }) => ({
      from: moneyView(from, currency),
      step: moneyView(step, currency),
    })),
    extension: extension && view(ExtensionTermsType, { ...extension, hardEndAt }),
    sealing: sealing && sealingView(sealing),
    dutch: dutch && view(DutchTermsType, { ...dutch, stepRate: formatRate(dutch.stepRate) }),
    bestAndFinal: bestAndFinal && view(BestAndFinalTermsType, bestAndFinal),
    cureSeconds: terms.cureSeconds,
    standbySeconds: terms.standbySeconds,
    reserveVisibility: terms.reserveVisibility,
    rulesVersion: terms.rulesVersion,
  });
}

export function standingView(standing: Standing, { currency }: Terms, serverTime: Instant): StandingType {
  return view(StandingType, {
    status: standing.status,
    phase: standing.phase,
    closesAt: standing.closesAt,
    serverTime,
    leadingAmount: optionalMoneyView(standing.leadingAmount, currency),
    leadingPaddle: standing.leadingPaddle,
    bidCount: standing.bidCount,
    reserveStatus: standing.reserveStatus,
    minimumNextBid: optionalMoneyView(standing.minimumNextBid, currency),
  });
}

/**
 * A time of bidding. Bids that are decided together are a microsecond apart, so that from its own bids' exact times a firm
 * could tell how many of others' came between them: while nobody may count bids, milliseconds are told.
 */
export function timeTold(at: Instant, isHidden: boolean): Instant {
  return isHidden ? at - (at % MILLISECOND) : at;
}

/** `participants`: the auction's, by paddle; the winner's is looked up there. */
export function outcomeView(
  outcome: Outcome,
  { currency, sealing }: Terms,
  audience: Audience,
  participants: ReadonlyMap<string, ParticipantRow>,
): AuctionOutcomeType {
  const seesWinner = sealing === null || (outcome.winner && mayKnowFirm(audience, outcome.winner.buyerId));
  const winner = outcome.winner && seesWinner ? participants.get(outcome.winner.paddle) : undefined;
  const cover = audience.kind === "SELLER" ? outcome.cover : null;
  return view(AuctionOutcomeType, {
    kind: outcome.kind,
    winner: winner ? participantView(winner, currency, audience) : null,
    price: optionalMoneyView(outcome.price, currency),
    cover: optionalMoneyView(cover?.price ?? null, currency),
    interrupted: outcome.interrupted,
    early: outcome.early,
  });
}

export function participantView(row: ParticipantRow, currency: string, audience: Audience): ParticipantType {
  const known = mayKnowFirm(audience, row.buyerId);
  return view(ParticipantType, {
    id: row.id,
    buyerId: known ? row.buyerId : null,
    paddle: row.paddle,
    status: row.status,
    limit: optionalMoneyView(known ? row.limitMinor : null, currency),
  });
}

export interface BidToShow {
  readonly bid: DecidedBid;
  readonly status: BidStatus;
  readonly terms: Terms;
  readonly audience: Audience;
  /** Of a sealed bid what may be told; left out, nothing is. */
  readonly sealed?: SealedView;
  /** May nobody count the auction's bids now? Then no bid, sealed or not, says which entry it is, nor its exact time. */
  readonly isHidden: boolean;
}

/** A bid for those who may see it: the maximum for its own firm alone, the firm for the seller and itself. */
export function bidView({
  bid,
  status,
  terms,
  audience,
  sealed = NOTHING_TOLD,
  isHidden,
}: BidToShow): BidType {
  const { currency, reserve, faceValue, sealing } = terms;
  const isPlain = sealing === null || bid.amount !== null; // in HYBRID some phases are sealed, and a sealed bid has none
  const isTold = isPlain || sealed.isOpened;
  const amount = isPlain ? bid.amount : sealed.amount;
  const own = audience.kind === "FIRM" && audience.buyerId === bid.buyerId;
  const readsReserve = mayReadReserve(audience, terms);
  return view(BidType, {
    id: bid.id,
    auctionId: bid.auctionId,
    audience,
    buyerId: mayKnowFirm(audience, bid.buyerId) ? bid.buyerId : null,
    sequence: isTold && !isHidden ? bid.sequence : null,
    decision: bid.decision,
    reason: bid.reason ?? sealed.reason,
    decidedAt: timeTold(bid.decidedAt, isHidden),
    status,
    amount: optionalMoneyView(amount, currency),
    maximum: own ? optionalMoneyView(bid.maximum, currency) : null,
    minimumNextBid: optionalMoneyView(bid.minimumNextBid, currency),
    rateOfFace: amount === null ? null : rateOf(amount, faceValue),
    rateOfReserve: amount === null || !readsReserve ? null : rateOf(amount, reserve.amount),
    rank: sealed.rank,
    paddle: bid.paddle,
  });
}

/** A bid that was kept, as an audience sees it now. */
export function bidRowView(state: AuctionState, bid: BidRow, audience: Audience): BidType {
  const { terms } = state;
  const status = statusOf(state, bid);
  const sealed = sealedView(state, bid, audience);
  return bidView({ bid, status, terms, audience, sealed, isHidden: isSealed(state) });
}
