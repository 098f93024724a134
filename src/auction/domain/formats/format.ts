import type { Instant } from "../../../platform/time";
import type { AcceptedBid, AuctionState, Book, LawfulBid, RankedBid } from "../auction";
import type { BidReason } from "../bid-reason";
import type { OpenedBid, PlaceBid } from "../commands";
import type { AuctionEvent, DutchStepped, PhaseStarted } from "../events";
import type { FieldProblem } from "../problem";
import type { HiddenField, Readers } from "../readers";
import type { Terms } from "../terms";
import type { Phases } from "./phases";

/** What happens between opening and closing as of a time, without a command. */
export type Turn = DutchStepped | PhaseStarted;

/** What of an accepted bid moves leader and price. */
export type PlacedBid = Omit<AcceptedBid, "sequence" | "decidedAt">;

/** What of one ranks its firm. */
export type RankableBid = Omit<AcceptedBid, "decidedAt">;

/** A sealed bid once it is opened. */
export function asPlaced(bid: LawfulBid): RankableBid {
  return { ...bid, maximum: null, raise: false };
}

/** What a format of auction decides for itself; everything else is the same for all. One file and one registry entry each. */
export interface Format {
  readonly hasWithdrawal: boolean;
  /** May a bid say up to what it goes, beyond the amount that it shows? */
  readonly hasMaxima: boolean;
  /** Do bids in the last window move the end? */
  readonly hasSoftClose: boolean;
  /** Does a bid have to beat the one before by a step of the table? */
  readonly hasIncrements: boolean;
  /** Does a price fall in steps? */
  readonly isDescending: boolean;
  /** Do the terms say in which? */
  readonly hasSteps: boolean;
  /** Does a short list of firms decide who may bid in the end? */
  readonly hasShortlist: boolean;
  /** Does the first accepted bid end the auction, as of its own time? */
  readonly isSoldByFirstBid: boolean;
  /** Are bids sealed until they are opened, in one phase at least? */
  readonly isSealed: boolean;
  /** The phases that it goes through; null for one. */
  readonly phases: Phases | null;

  /** Is a firm committed to all that it may bid, because nobody reads its bids while it can bid? */
  readonly commitsWholeLimit: boolean;

  /** When an auction under these terms closes that opens then. */
  closesAt(terms: Terms, opensAt: Instant): Instant;

  /** Up to when it lasts at least: as long the floor must be valid. */
  lastEnd(terms: Terms): Instant;

  /** What time alone brings about next in an open auction before it closes; null when nothing does. */
  turn(auction: AuctionState): Turn | null;

  /** What is wrong with the terms for this format. */
  validateTerms(terms: Terms): readonly FieldProblem[];

  /** The input field that makes this no bid at all, with what is wrong; null for one that can be decided. */
  malformed(auction: AuctionState, bid: PlaceBid): FieldProblem | null;

  /** The first of the format's own reasons against a bid of an eligible firm in an open auction. */
  objection(auction: AuctionState, bid: PlaceBid): BidReason | null;

  /** The first of the format's own reasons why an opened bid of that amount cannot count. */
  objectionToOpened(auction: AuctionState, bid: OpenedBid, amount: bigint): BidReason | null;

  /** What the next bid must be at least; null where the format does not say. */
  minimumNextBid(auction: AuctionState): bigint | null;

  /** Is this bid of the leader's a mere change of its maximum? */
  isRaise(book: Book, bid: PlaceBid): boolean;

  /** The book with one more accepted bid. */
  place(terms: Terms, book: Book, bid: PlacedBid): Book;

  /** The ranking of the firms by their accepted bids that were not voided, sealed ones opened, with each one's price. */
  ranking(terms: Terms, bids: readonly RankableBid[]): readonly RankedBid[];

  /** The ranked second, from the book alone; null when only one firm has bid. */
  coverBid(book: Book): RankedBid | null;

  /** Who hears of an event, and who may read the fields of it that are not for everyone who does. */
  readers(event: AuctionEvent, field?: HiddenField): Readers;
}
