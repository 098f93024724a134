import type { Instant } from "../../../platform/time";
import type { AuctionState, Book, RankedBid } from "../auction";
import type { PlaceBid } from "../commands";
import type { FieldProblem } from "../problem";
import type { Terms } from "../terms";
import { endOfDescent, lastStep, MILLIONTHS, priceAt, type Descent } from "./dutch-steps";
import { nextStep, objectionToStep, problemsOfDescent } from "./falling-price";
import type { Format, PlacedBid, RankableBid, Turn } from "./format";
import { openReaders } from "./open-readers";

/** So many entries at most lie between the opening and the closing of an auction that nobody bids in. */
const MOST_STEPS = 1_000;

/** Descending: the price falls step by step until the first firm takes it, and that is the sale. */
export const dutch: Format = {
  hasWithdrawal: false,
  hasMaxima: false,
  hasSoftClose: false,
  hasIncrements: false,
  isDescending: true,
  hasSteps: true,
  hasShortlist: false,
  isSoldByFirstBid: true,
  isSealed: false,
  phases: null,
  commitsWholeLimit: false,
  closesAt,
  lastEnd: (terms) => terms.closesAt,
  turn,
  validateTerms,
  malformed,
  objection: (auction, bid) => objectionToStep(descentOf(auction.terms), auction, bid),
  objectionToOpened: () => null,
  minimumNextBid,
  isRaise: () => false,
  place,
  ranking,
  coverBid: () => null, // nobody else has bid
  readers: openReaders,
};

/** Follows from the steps; terms that have no steps to follow from are refused when they are validated. */
function closesAt(terms: Terms, opensAt: Instant): Instant {
  const isDescent = terms.dutch !== null && validateTerms(terms).length === 0;
  return isDescent ? endOfDescent(descentOf(terms), opensAt) : terms.closesAt;
}

function turn(auction: AuctionState): Turn | null {
  return auction.book.leader === null ? nextStep(descentOf(auction.terms), auction) : null;
}

function validateTerms(terms: Terms): readonly FieldProblem[] {
  const { openingPrice, dutch: steps } = terms;
  if (steps === null) return [];
  const problems = problemsOfDescent(terms);
  const wrong = (message: string, ...path: readonly string[]) => problems.push({ path, message });
  if (!Number.isSafeInteger(steps.stepSeconds) || steps.stepSeconds < 1)
    wrong("A step must last at least a second.", "dutch", "stepSeconds");
  if (steps.stepRate <= 0n || steps.stepRate >= MILLIONTHS)
    wrong("A step must be above 0 and below the whole price.", "dutch", "stepRate");
  else if (openingPrice * steps.stepRate < MILLIONTHS)
    wrong("A step must lower the price.", "dutch", "stepRate");
  else if (problems.length === 0 && lastStep(descentOf(terms)) >= MOST_STEPS)
    wrong(`At most ${MOST_STEPS} prices can be asked.`, "dutch", "stepRate");
  return problems;
}

function malformed(_auction: AuctionState, { amount }: PlaceBid): FieldProblem | null {
  if (amount !== null) return null;
  return { path: ["amount"], message: "The amount names the step: it must be given." };
}

/** The price now, until it is taken. */
function minimumNextBid({ terms, step, book }: AuctionState): bigint | null {
  return book.leader === null ? priceAt(descentOf(terms), step ?? 0) : null;
}

/** The first one buys, and there is no second. */
function place(_terms: Terms, _book: Book, bid: PlacedBid): Book {
  const { buyerId, paddle, amount: price } = bid;
  if (price === null) throw new Error("A bid that names no price");
  return { leader: { buyerId, paddle, amount: price, maximum: price }, cover: null, price, bidCount: 1 };
}

/** Nobody comes after the buyer. */
function ranking(_terms: Terms, [first]: readonly RankableBid[]): readonly RankedBid[] {
  if (!first || first.amount === null) return [];
  return [{ rank: 1, buyerId: first.buyerId, paddle: first.paddle, price: first.amount }];
}

function descentOf(terms: Terms): Descent {
  const { openingPrice, reserve, dutch: steps } = terms;
  if (steps === null) throw new Error("A falling price without steps");
  return { openingPrice, reserve, dutch: steps, stopsAt: null };
}
