import { seconds, type Instant } from "../../../platform/time";
import type { AcceptedBid, AuctionState, Book, LawfulBid, Offer, RankedBid } from "../auction";
import type { BidReason } from "../bid-reason";
import type { PlaceBid } from "../commands";
import type { AuctionEvent } from "../events";
import type { FieldProblem } from "../problem";
import { resultOf } from "../result";
import type { Terms } from "../terms";
import { endOfDescent, MILLIONTHS, priceAt, type Descent } from "./dutch-steps";
import { nextStep, objectionToStep, problemsOfDescent } from "./falling-price";
import { asPlaced, type Format, type PlacedBid, type Turn } from "./format";
import { hybridReaders } from "./hybrid-readers";
import { startOf, type InPhase, type Phases } from "./phases";
import { sealedFirstPrice } from "./sealed";

/** 81 prices, from the whole of the opening price to a fifth of it, five minutes each. */
const STEPS = { stepRate: MILLIONTHS / 100n, stepSeconds: 300 };
const LAST_STEP = 80;
const BREAK_SECONDS = 20;
const SEALED_SECONDS = 600;
const BEST_BID_SECONDS = 300;

const phases: Phases = {
  first: "FALLING",
  sealed: new Set(["SEALED"]),
  concealed: new Set(["SEALED", "SECOND_BREAK", "BEST_BID"]), // whose the highest bid is shows the outcome
  followed: new Set(["SEALED"]),
  admitting: new Set(["FALLING", "FIRST_BREAK", "SEALED"]),
  closeable: new Set(["FALLING", "BEST_BID"]), // in between, firms have a right to bid that they have not had yet
  opened,
  inPlay,
  isInVain: () => false, // time ends each of them
};

/** A falling price that the first firm takes, sealed bids of the others above it, and that firm's answer to the highest. */
export const hybrid: Format = {
  hasWithdrawal: true,
  hasMaxima: false,
  hasSoftClose: false,
  hasIncrements: false,
  isDescending: true,
  hasSteps: false,
  hasShortlist: false,
  isSoldByFirstBid: false,
  isSealed: true,
  phases,
  commitsWholeLimit: true,
  closesAt,
  lastEnd: (terms) => terms.closesAt + seconds(2 * BREAK_SECONDS + SEALED_SECONDS + BEST_BID_SECONDS),
  turn,
  validateTerms,
  malformed,
  objection,
  objectionToOpened: (auction, _bid, amount) => (amount > takenPrice(auction) ? null : "BELOW_INCREMENT"),
  minimumNextBid,
  isRaise: () => false,
  place,
  ranking: (terms, bids) => sealedFirstPrice.ranking(terms, bids),
  coverBid,
  readers: hybridReaders,
};

/** The end of the falling price, as long as nobody takes it. */
function closesAt(terms: Terms, opensAt: Instant): Instant {
  return validateTerms(terms).length === 0 ? endOfDescent(descentOf(terms), opensAt) : terms.closesAt;
}

function turn(auction: AuctionState): Turn | null {
  const { terms, phase, closesAt: end } = auction;
  switch (phase?.name) {
    case "FALLING":
      return phase.taker === null
        ? nextStep(descentOf(terms), auction)
        : startOf("FIRST_BREAK", end, BREAK_SECONDS);
    case "FIRST_BREAK":
      return startOf("SEALED", end, SEALED_SECONDS);
    case "SECOND_BREAK":
      return startOf("BEST_BID", end, BEST_BID_SECONDS);
    default:
      return null;
  }
}

function validateTerms(terms: Terms): readonly FieldProblem[] {
  const problems = problemsOfDescent(terms);
  if (terms.openingPrice * STEPS.stepRate < MILLIONTHS)
    problems.push({ path: ["openingPrice"], message: "A hundredth of the opening price must lower it." });
  if (terms.sealing?.sealer === "CLIENT")
    problems.push({ path: ["sealing", "sealer"], message: "In this format the server seals." });
  return problems;
}

function malformed(_auction: AuctionState, { amount, sealed }: PlaceBid): FieldProblem | null {
  if (amount !== null || sealed !== null) return null;
  return { path: ["amount"], message: "The amount must be given." };
}

function objection(auction: AuctionState, bid: PlaceBid): BidReason | null {
  const { terms, phase, status } = auction;
  if (phase === null || status === "AWAITING_SHARES") return "WRONG_PHASE";
  const isTaker = phase.taker?.buyerId === bid.buyerId;
  const isSealed = bid.sealed !== null;
  switch (phase.name) {
    case "FALLING":
      return isSealed ? "WRONG_PHASE" : objectionToStep(descentOf(terms), auction, bid);
    case "SEALED":
      return isTaker ? "WRONG_PHASE" : null;
    case "BEST_BID":
      if (!isTaker || isSealed) return "WRONG_PHASE";
      return (bid.amount ?? 0n) < (minimumNextBid(auction) ?? 0n) ? "BELOW_INCREMENT" : null;
    default:
      return "WRONG_PHASE";
  }
}

/** The price now until it is taken; then, in the end, what is above the taker's last. */
function minimumNextBid({ terms, step, phase }: AuctionState): bigint | null {
  const taker = phase?.taker ?? null;
  if (phase === null || (phase.name === "FALLING" && taker === null))
    return priceAt(descentOf(terms), step ?? 0);
  return phase.name === "BEST_BID" && taker !== null ? taker.amount + 1n : null;
}

/**
 * The highest amount leads, on a tie the earlier: a best bid that only equals the highest sealed one does not win. A sealed
 * bid that is not opened changes nothing, and one that is is not counted: how many there are is no rival's business.
 */
function place(_terms: Terms, book: Book, bid: PlacedBid): Book {
  const { buyerId, paddle, amount, maximum } = bid;
  if (amount === null) return book;
  const others = [book.leader, book.cover].filter((offer) => offer !== null && offer.buyerId !== buyerId);
  const mine: Offer = { buyerId, paddle, amount, maximum: amount };
  const [leader = mine, cover = null] = [...others, mine]
    .filter((offer) => offer !== null)
    .sort((a, b) => (a.amount === b.amount ? 0 : a.amount > b.amount ? -1 : 1));
  return { leader, cover, price: leader.amount, bidCount: book.bidCount + (maximum === null ? 0 : 1) };
}

function coverBid({ cover }: Book): RankedBid | null {
  return cover && { rank: 2, buyerId: cover.buyerId, paddle: cover.paddle, price: cover.amount };
}

/** The taker may answer the highest bid. Without one, or without a taker, what there is wins. */
function opened(auction: AuctionState, bids: readonly LawfulBid[], t: Instant): AuctionEvent[] {
  const { terms, phase, unopened } = auction;
  if (unopened === null) throw new Error("A round was opened that had not ended");
  const [highest] = bids;
  if (highest && phase?.taker)
    return [
      { type: "RoundOpened", phase: "SEALED", highest: highest.amount, bids },
      startOf("SECOND_BREAK", t, BREAK_SECONDS),
    ];
  const book = bids.map(asPlaced).reduce((so, bid) => place(terms, so, bid), auction.book);
  return [{ type: "BidsOpened", outcome: { ...resultOf(terms, book, coverBid(book)), ...unopened }, bids }];
}

function inPlay({ phase }: InPhase, bids: readonly AcceptedBid[]): readonly AcceptedBid[] {
  const amounts = new Map(phase?.opened.map(({ sequence, amount }) => [sequence, amount]));
  return bids.map((bid) => ({ ...bid, amount: amounts.get(bid.sequence) ?? bid.amount }));
}

/** Steps stop at the one that is taken, so this outlasts its taker. */
function takenPrice({ terms, step }: AuctionState): bigint {
  return priceAt(descentOf(terms), step ?? 0);
}

function descentOf({ openingPrice, reserve }: Terms): Descent {
  return { openingPrice, reserve, dutch: STEPS, stopsAt: LAST_STEP };
}
