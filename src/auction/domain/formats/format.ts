import type { AcceptedBid, AuctionState, Book, RankedBid } from "../auction";
import type { BidReason } from "../bid-reason";
import type { PlaceBid } from "../commands";
import type { AuctionEvent } from "../events";
import type { FieldProblem } from "../problem";
import type { HiddenField, Readers } from "../readers";
import type { Terms } from "../terms";

/** What a format of auction decides for itself; everything else is the same for all. One file and one registry entry each. */
export interface Format {
  readonly hasWithdrawal: boolean;
  /** Do bids in the last window move the end? */
  readonly hasSoftClose: boolean;

  /** What is wrong with the terms for this format. */
  validateTerms(terms: Terms): readonly FieldProblem[];

  /** The input field that makes this no bid at all, with what is wrong; null for one that can be decided. */
  malformed(auction: AuctionState, bid: PlaceBid): FieldProblem | null;

  /** The first of the format's own reasons against a bid of an eligible firm in an open auction. */
  objection(auction: AuctionState, bid: PlaceBid): BidReason | null;

  /** What the next bid must be at least; null where the format does not say. */
  minimumNextBid(terms: Terms, book: Book): bigint | null;

  /** Is this bid of the leader's a mere change of its maximum? */
  isRaise(book: Book, bid: PlaceBid): boolean;

  /** The book with one more accepted bid. */
  place(terms: Terms, book: Book, bid: Omit<AcceptedBid, "sequence">): Book;

  /** The ranking of the firms by their accepted bids that were not voided, with each one's price. */
  ranking(terms: Terms, bids: readonly AcceptedBid[]): readonly RankedBid[];

  /** The ranked second, from the book alone; null when only one firm has bid. */
  coverBid(book: Book): RankedBid | null;

  /** Who hears of an event, and who may read the fields of it that are not for everyone who does. */
  readers(event: AuctionEvent, field?: HiddenField): Readers;
}
