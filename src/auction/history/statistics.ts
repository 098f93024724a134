import { badUserInput } from "../../platform/errors";
import { optionalMoneyView } from "../../platform/graphql/money";
import { view } from "../../platform/graphql/node";
import { rateOf } from "../../platform/money";
import type { Instant } from "../../platform/time";
import type { AuctionRecord } from "../auction.rows";
import { decodeStanding, type StandingJson } from "../domain";
import { AuctionStatisticsType, TimelinePointType } from "./statistics.graphql";
import type { BidCounts } from "./statistics.store";

export function statisticsView(auction: AuctionRecord, counts: BidCounts): AuctionStatisticsType {
  const { terms, book, outcome } = auction.state;
  const rejected = counts.rejections.reduce((sum, { count }) => sum + count, 0);
  const price = outcome ? outcome.price : book.price;
  const cover = outcome?.cover?.price ?? null; // while bids are taken, the next best firm's maximum is its own secret
  return view(AuctionStatisticsType, {
    auction,
    bidCount: counts.accepted + rejected,
    acceptedCount: counts.accepted,
    rejectedCount: rejected,
    bidderCount: counts.bidders,
    extensionCount: counts.extensions,
    rejections: [...counts.rejections],
    highBid: optionalMoneyView(book.price, terms.currency),
    coverBid: optionalMoneyView(cover, terms.currency),
    highToCoverRate: book.price === null || cover === null ? null : rateOf(book.price, cover),
    priceToFace: price === null ? null : rateOf(price, terms.faceValue),
    priceToReserve: price === null ? null : rateOf(price, terms.reserve.amount),
  });
}

const MOST_POINTS = 200;

/** Instants at equal distances from the opening until the end, or until now; none before the opening. */
export function timelineMoments({ state, clock }: AuctionRecord, points: number): Instant[] {
  if (points < 1 || points > MOST_POINTS)
    throw badUserInput(`Ask for 1 to ${MOST_POINTS} points.`, ["points"]);
  const end = state.endedAt ?? clock;
  const length = end - state.opensAt;
  if (state.status === "SCHEDULED" || length < 0n) return [];
  const last = BigInt(points - 1);
  return Array.from({ length: points }, (_, place) =>
    last === 0n ? end : state.opensAt + (length * BigInt(place)) / last,
  );
}

export function timelinePointView(
  { state }: AuctionRecord,
  at: Instant,
  json: StandingJson | null,
): TimelinePointType {
  const standing = json && decodeStanding(json);
  return view(TimelinePointType, {
    at,
    leadingAmount: optionalMoneyView(standing?.leadingAmount ?? null, state.terms.currency),
    bidCount: standing?.bidCount ?? 0,
  });
}
