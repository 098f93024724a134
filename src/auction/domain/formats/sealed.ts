import { EMPTY_BOOK, type RankedBid } from "../auction";
import type { BidReason } from "../bid-reason";
import type { Terms } from "../terms";
import type { Format, RankableBid } from "./format";
import { liveBids } from "./live-bids";
import { sealedReaders } from "./sealed-readers";

/** An opened bid. */
interface Opened extends RankableBid {
  readonly amount: bigint;
}

/** What every sealed format has in common: until the opening there is nothing to decide by. */
const sealed: Omit<Format, "ranking"> = {
  hasWithdrawal: true,
  hasMaxima: false,
  hasSoftClose: false,
  hasIncrements: false,
  isDescending: false,
  hasSteps: false,
  hasShortlist: false,
  isSoldByFirstBid: false,
  isSealed: true,
  phases: null,
  commitsWholeLimit: true,
  closesAt: (terms) => terms.closesAt,
  lastEnd: (terms) => terms.closesAt,
  turn: () => null,
  validateTerms: () => [],
  malformed: () => null,
  objection: () => null,
  objectionToOpened: ({ terms }, _bid, amount) => belowLeast(terms, amount),
  minimumNextBid: () => null,
  isRaise: () => false,
  place: () => EMPTY_BOOK,
  coverBid: () => null, // the opening tells it
  readers: sealedReaders,
};

/** The highest bid buys at its own amount, on a tie that of the earlier last edit. */
export const sealedFirstPrice: Format = {
  ...sealed,
  ranking: (_terms, bids) => rank(opened(bids), ({ amount }) => amount),
};

/** The highest bid buys at the second highest, but never below the reserve or the opening price. */
export const sealedSecondPrice: Format = {
  ...sealed,
  ranking: (terms, bids) => rank(opened(bids), (_bid, next) => priceAbove(terms, next)),
};

/** A hidden reserve is no reason: a bid below it ranks, and cannot win. */
function belowLeast({ openingPrice, reserve, reserveVisibility }: Terms, amount: bigint): BidReason | null {
  if (amount < openingPrice) return "BELOW_OPENING";
  return reserveVisibility === "DISCLOSED" && amount < reserve.amount ? "BELOW_RESERVE" : null;
}

function priceAbove({ reserve, openingPrice }: Terms, next: Opened | undefined): bigint {
  const least = reserve.amount > openingPrice ? reserve.amount : openingPrice;
  return next && next.amount > least ? next.amount : least;
}

/** Those that count, the highest first. A firm's time is that of its last edit, even one to the same amount. */
function opened(bids: readonly RankableBid[]): readonly Opened[] {
  return liveBids(bids)
    .filter((bid): bid is Opened => bid.amount !== null)
    .sort((a, b) => (a.amount === b.amount ? a.sequence - b.sequence : a.amount > b.amount ? -1 : 1));
}

function rank(
  bids: readonly Opened[],
  price: (bid: Opened, next: Opened | undefined) => bigint,
): readonly RankedBid[] {
  return bids.map((bid, index) => ({
    rank: index + 1,
    buyerId: bid.buyerId,
    paddle: bid.paddle,
    price: price(bid, bids[index + 1]),
  }));
}
