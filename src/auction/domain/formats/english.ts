import { EMPTY_BOOK, type AuctionState, type Book, type Offer, type RankedBid } from "../auction";
import type { BidReason } from "../bid-reason";
import type { PlaceBid } from "../commands";
import { stepAt } from "../increments";
import type { FieldProblem } from "../problem";
import type { Terms } from "../terms";
import type { Format, PlacedBid, RankableBid } from "./format";
import { liveBids } from "./live-bids";
import { openReaders } from "./open-readers";

/** An open bid goes up to something. */
type Bid = PlacedBid & { readonly maximum: bigint };

/** Open ascending, with proxy maxima: the highest maximum leads (on a tie the earlier), at the price that its rivals make. */
export const english: Format = {
  hasWithdrawal: false,
  hasMaxima: true,
  hasSoftClose: true,
  hasIncrements: true,
  isDescending: false,
  hasSteps: false,
  hasShortlist: false,
  isSoldByFirstBid: false,
  isSealed: false,
  phases: null,
  commitsWholeLimit: false,
  closesAt: (terms) => terms.closesAt,
  lastEnd: ({ extension, closesAt }) => extension?.hardEndAt ?? closesAt,
  turn: () => null,
  validateTerms: () => [],
  malformed,
  objection,
  objectionToOpened: () => null,
  minimumNextBid: ({ terms, book }) => minimumAfter(terms, book),
  isRaise,
  place,
  ranking,
  coverBid,
  readers: openReaders,
};

function malformed({ book }: AuctionState, bid: PlaceBid): FieldProblem | null {
  const { amount, maximum } = bid;
  const leads = book.leader?.buyerId === bid.buyerId;
  if (amount === null && (maximum === null || !leads)) {
    return {
      path: ["amount"],
      message: "The amount may be left out only where a leader raises its maximum.",
    };
  }
  if (amount !== null && maximum !== null && maximum < amount) {
    return { path: ["maximum"], message: "The maximum must not be below the amount." };
  }
  return null;
}

function objection({ terms, book }: AuctionState, bid: PlaceBid): BidReason | null {
  if (book.leader?.buyerId === bid.buyerId) return isRaise(book, bid) ? null : "ALREADY_LEADING";
  const amount = bid.amount ?? 0n; // only a leader's may be missing
  if (book.leader === null && amount < terms.openingPrice) return "BELOW_OPENING";
  if (terms.reserveVisibility === "DISCLOSED" && amount < terms.reserve.amount) return "BELOW_RESERVE";
  return amount < minimumAfter(terms, book) ? "BELOW_INCREMENT" : null;
}

function minimumAfter(
  { openingPrice, reserve, reserveVisibility, increments }: Terms,
  { price }: Book,
): bigint {
  if (price !== null) return price + stepAt(increments, price);
  return reserveVisibility === "DISCLOSED" ? highest(openingPrice, reserve.amount) : openingPrice;
}

function isRaise({ leader }: Book, bid: PlaceBid): boolean {
  return leader?.buyerId === bid.buyerId && bid.maximum !== null && bid.maximum > leader.maximum;
}

function place(terms: Terms, book: Book, bid: PlacedBid): Book {
  if (!isOpenBid(bid)) throw new Error("A bid without a maximum in an open format");
  const { leader, price } = book;
  if (leader === null || price === null)
    return lead(book, bid, highest(shown(bid), reserveReached(terms, bid)));
  if (leader.buyerId === bid.buyerId) return placeAgain(terms, book, leader, price, bid);
  const overtaken = bid.maximum > leader.maximum;
  const [first, second] = overtaken ? [bid, leader] : [leader, bid];
  const answer = second.maximum + stepAt(terms.increments, second.maximum);
  if (overtaken) {
    const asked = highest(shown(bid), answer, reserveReached(terms, bid));
    return { ...lead(book, bid, lowest(first.maximum, asked)), cover: leader };
  }
  const raised = highest(price, lowest(first.maximum, answer));
  return { leader, cover: offer(bid), price: raised, bidCount: book.bidCount + 1 };
}

/**
 * The leader bids once more. A raise shows no amount: it moves the price only by being the first to reach the reserve.
 * Anything else is a bid that beat a rival when it was made and is applied again because that rival's bids were voided:
 * its amount stands.
 */
function placeAgain(terms: Terms, book: Book, leader: Offer, price: bigint, bid: Bid): Book {
  const amount = bid.raise ? leader.amount : shown(bid);
  const raised = highest(price, amount, reserveReached(terms, bid));
  const counts = !bid.raise || raised > price;
  return {
    leader: { buyerId: bid.buyerId, paddle: bid.paddle, amount, maximum: bid.maximum },
    cover: book.cover,
    price: raised,
    bidCount: book.bidCount + (counts ? 1 : 0),
  };
}

function isOpenBid<Placed extends PlacedBid>(bid: Placed): bid is Placed & { readonly maximum: bigint } {
  return bid.maximum !== null;
}

function lead(book: Book, bid: Bid, price: bigint): Book {
  return { leader: offer(bid), cover: book.cover, price, bidCount: book.bidCount + 1 };
}

function offer(bid: Bid): Offer {
  return { buyerId: bid.buyerId, paddle: bid.paddle, amount: shown(bid), maximum: bid.maximum };
}

function shown(bid: Bid): bigint {
  return bid.amount ?? bid.maximum;
}

/** What the reserve makes of the price: nothing, unless the maximum reaches it. */
function reserveReached(terms: Terms, bid: Bid): bigint {
  return bid.maximum >= terms.reserve.amount ? terms.reserve.amount : 0n;
}

/** The winner buys at the price that stands, every other firm at its maximum. */
function ranking(terms: Terms, bids: readonly RankableBid[]): readonly RankedBid[] {
  const book = bids.reduce<Book>((before, bid) => place(terms, before, bid), EMPTY_BOOK);
  return liveBids(bids)
    .filter(isOpenBid)
    .sort((a, b) => (a.maximum === b.maximum ? a.sequence - b.sequence : a.maximum > b.maximum ? -1 : 1))
    .map(({ buyerId, paddle, maximum }, index) => ({
      rank: index + 1,
      buyerId,
      paddle,
      price: index === 0 ? (book.price ?? maximum) : maximum,
    }));
}

function coverBid({ cover }: Book): RankedBid | null {
  return cover && { rank: 2, buyerId: cover.buyerId, paddle: cover.paddle, price: cover.maximum };
}

function highest(first: bigint, ...others: readonly bigint[]): bigint {
  return others.reduce((most, other) => (other > most ? other : most), first);
}

function lowest(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
