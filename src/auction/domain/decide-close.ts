import { accept, type Decision } from "../../platform/decision";
import type { Instant } from "../../platform/time";
import type { AcceptedBid, AuctionState, Book, Outcome } from "./auction";
import type { Close, ClosingFacts } from "./commands";
import { circumstancesOf } from "./circumstances";
import { bookWithout } from "./decide-void";
import type { AuctionClosed, AuctionEvent, BidsVoided } from "./events";
import { formatOf } from "./formats/registry";
import { invalidState, problem, type Problem } from "./problem";

/** Closing by command: before its time it needs a reason; after it, it only asks for what is due, and that is done. */
export function decideClose(
  auction: AuctionState,
  { reason, facts }: Close,
  t: Instant,
): Decision<AuctionEvent, Problem> {
  const { status } = auction;
  if (status === "AWAITING_SHARES" || status === "CLOSED" || (status === "UNSOLD" && auction.award === null))
    return accept();
  if (status !== "OPEN") return invalidState(auction, "OPEN");
  if (reason === null) return problem("BAD_USER_INPUT", "Closing early needs a reason.", ["reason"]);
  return accept(...closing(auction, facts, { closedAt: t, reason }));
}

/**
 * The entries of a closing. Firms that were excluded before it lose their bids first; that moves no end any more. With
 * a reason it is early.
 */
export function closing(
  auction: AuctionState,
  facts: ClosingFacts,
  { closedAt, reason }: Pick<AuctionClosed, "closedAt" | "reason">,
): AuctionEvent[] {
  const { interruptionSeconds } = facts;
  const voids = exclude(auction, facts, closedAt);
  const book = voids.at(-1)?.book ?? auction.book;
  const circumstances = circumstancesOf({ interruptionSeconds, reason });
  const outcome = isOpeningNeeded(auction, facts, voids)
    ? null
    : { ...resultOf(auction, book), ...circumstances };
  return [...voids, { type: "AuctionClosed", closedAt, outcome, interruptionSeconds, reason }];
}

function exclude(
  { terms }: AuctionState,
  { exclusions, bids }: ClosingFacts,
  closedAt: Instant,
): BidsVoided[] {
  const voids: BidsVoided[] = [];
  let left: readonly AcceptedBid[] = bids;
  for (const { buyerId, paddle, reason, since } of exclusions) {
    if (since >= closedAt || !left.some((bid) => bid.buyerId === buyerId)) continue;
    voids.push({ type: "BidsVoided", buyerId, paddle, reason, book: bookWithout(terms, left, buyerId) });
    left = left.filter((bid) => bid.buyerId !== buyerId);
  }
  return voids;
}

/** Is any sealed bid left? Without one there is nothing to open and nobody has bid. */
function isOpeningNeeded(
  { terms }: AuctionState,
  { bids }: ClosingFacts,
  voids: readonly BidsVoided[],
): boolean {
  const voided = new Set(voids.map(({ buyerId }) => buyerId));
  return formatOf(terms).isSealed && bids.some(({ buyerId }) => !voided.has(buyerId));
}

/** Leading is not winning: below the reserve nobody is obliged. */
function resultOf({ terms }: AuctionState, book: Book): Pick<Outcome, "kind" | "winner" | "price" | "cover"> {
  const { leader, price } = book;
  if (leader === null || price === null) return { kind: "NO_BIDS", winner: null, price: null, cover: null };
  if (price < terms.reserve.amount)
    return { kind: "RESERVE_NOT_MET", winner: null, price: null, cover: null };
  const winner = { buyerId: leader.buyerId, paddle: leader.paddle };
  return { kind: "WON", winner, price, cover: formatOf(terms).coverBid(book) };
}
