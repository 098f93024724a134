import { accept, type Decision } from "../../platform/decision";
import type { Id } from "../../platform/ids";
import type { Instant } from "../../platform/time";
import { EMPTY_BOOK, type AcceptedBid, type AuctionState, type Book } from "./auction";
import { isSealedIn } from "./auction-phase";
import { closingInVain } from "./closing-in-vain";
import type { VoidBids } from "./commands";
import type { AuctionEvent, BidsVoided, PriceChanged } from "./events";
import { phaseWithout } from "./evolve-phase";
import { extensionBy } from "./extension";
import { formatOf } from "./formats/registry";
import { invalidState, type Problem } from "./problem";
import { takesBidsYet } from "./standing";

/** A firm that may no longer take part: all its bids are void, and the end moves as by a bid that changed as much. */
export function decideVoid(
  auction: AuctionState,
  { buyerId, paddle, reason, bids }: VoidBids,
  t: Instant,
): Decision<AuctionEvent, Problem> {
  if (!takesBidsYet(auction)) return invalidState(auction, "SCHEDULED, OPEN or PAUSED");
  if (!hasBid(auction, bids, buyerId)) return accept();
  const before = auction.book;
  const book = bookWithout(auction, bids, buyerId);
  const voided: BidsVoided = { type: "BidsVoided", buyerId, paddle, reason, book };
  const moved = before.leader?.buyerId !== book.leader?.buyerId || before.price !== book.price;
  const extended = moved ? extensionBy(auction, t) : null;
  const { terms, phase } = auction;
  const isShown = phase !== null && !isSealedIn(terms, phase.name) && before.price !== book.price;
  const changed: PriceChanged[] = isShown ? [{ type: "PriceChanged", price: book.price }] : [];
  const closed = closingInVain({ ...auction, phase: phaseWithout(phase, buyerId) }, t);
  return accept<AuctionEvent>(voided, ...(extended ? [extended] : []), ...changed, ...closed);
}

/** In this phase, or in one before it that its part in this one comes from. */
function hasBid({ phase }: AuctionState, bids: readonly AcceptedBid[], buyerId: Id): boolean {
  return [...bids, ...(phase?.opened ?? [])].some((bid) => bid.buyerId === buyerId);
}

/** The rivals' accepted bids applied again in order; none is checked again. */
export function bookWithout(
  auction: Pick<AuctionState, "terms" | "phase">,
  bids: readonly AcceptedBid[],
  buyerId: Id,
): Book {
  const { terms } = auction;
  const format = formatOf(terms);
  const left = bids.filter((bid) => bid.buyerId !== buyerId);
  const inPlay = format.phases?.inPlay(auction, left) ?? left;
  return inPlay.reduce<Book>((book, bid) => format.place(terms, book, bid), EMPTY_BOOK);
}
