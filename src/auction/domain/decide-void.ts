import { accept, type Decision } from "../../platform/decision";
import type { Id } from "../../platform/ids";
import type { Instant } from "../../platform/time";
import { EMPTY_BOOK, type AcceptedBid, type AuctionState, type Book } from "./auction";
import type { VoidBids } from "./commands";
import type { AuctionEvent, BidsVoided } from "./events";
import { extensionBy } from "./extension";
import { formatOf } from "./formats/registry";
import { invalidState, type Problem } from "./problem";
import { takesBidsYet } from "./standing";
import type { Terms } from "./terms";

/** A firm that may no longer take part: all its bids are void, and the end moves as by a bid that changed as much. */
export function decideVoid(
  auction: AuctionState,
  { buyerId, paddle, reason, bids }: VoidBids,
  t: Instant,
): Decision<AuctionEvent, Problem> {
  if (!takesBidsYet(auction)) return invalidState(auction, "SCHEDULED, OPEN or PAUSED");
  if (!bids.some((bid) => bid.buyerId === buyerId)) return accept();
  const before = auction.book;
  const book = bookWithout(auction.terms, bids, buyerId);
  const voided: BidsVoided = { type: "BidsVoided", buyerId, paddle, reason, book };
  const moved = before.leader?.buyerId !== book.leader?.buyerId || before.price !== book.price;
  const extended = moved ? extensionBy(auction, t) : null;
  return accept<AuctionEvent>(voided, ...(extended ? [extended] : []));
}

/** The rivals' accepted bids applied again in order; none is checked again. */
export function bookWithout(terms: Terms, bids: readonly AcceptedBid[], buyerId: Id): Book {
  const format = formatOf(terms);
  return bids
    .filter((bid) => bid.buyerId !== buyerId)
    .reduce<Book>((book, bid) => format.place(terms, book, bid), EMPTY_BOOK);
}
