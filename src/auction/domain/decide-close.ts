import { accept, type Decision } from "../../platform/decision";
import type { Instant } from "../../platform/time";
import type { AcceptedBid, AuctionState } from "./auction";
import { isFollowed, isSealedIn } from "./auction-phase";
import type { Close, ClosingFacts } from "./commands";
import { circumstancesOf } from "./circumstances";
import { bookWithout } from "./decide-void";
import type { AuctionClosed, AuctionEvent, BidsVoided } from "./events";
import { bidsOfPhase } from "./formats/phases";
import { formatOf } from "./formats/registry";
import { invalidState, problem, stateProblem, type Problem } from "./problem";
import { resultOf } from "./result";

/** Closing by command: before its time it needs a reason; after it, it only asks for what is due, and that is done. */
export function decideClose(
  auction: AuctionState,
  { reason, facts }: Close,
  t: Instant,
): Decision<AuctionEvent, Problem> {
  const { status, endedAt } = auction;
  const isAwaiting = status === "AWAITING_SHARES" && endedAt !== null;
  if (isAwaiting || status === "CLOSED" || (status === "UNSOLD" && auction.award === null)) return accept();
  if (status !== "OPEN") return invalidState(auction, "OPEN");
  const unready = unreadiness(auction);
  if (unready) return unready;
  if (reason === null) return problem("BAD_USER_INPUT", "Closing early needs a reason.", ["reason"]);
  return accept(...closing(auction, facts, { closedAt: t, reason }));
}

/** In a phase that comes to no result by itself there is nothing to close; whoever wants to stop cancels. */
function unreadiness({ terms, phase }: AuctionState): Decision<never, Problem> | null {
  const { phases } = formatOf(terms);
  if (phases === null || phase === null || phases.closeable.has(phase.name)) return null;
  const needed = `in ${[...phases.closeable].join(" or ")} (to end it without a result, cancel it)`;
  return stateProblem("auction", needed, phase.name);
}

/**
 * The entries of a closing, of the auction or of a round. Firms that were excluded before it lose their bids first; that
 * moves no end any more. With a reason it is early.
 */
export function closing(
  auction: AuctionState,
  facts: ClosingFacts,
  { closedAt, reason }: Pick<AuctionClosed, "closedAt" | "reason">,
): AuctionEvent[] {
  const { terms, phase } = auction;
  const { interruptionSeconds } = facts;
  const voids = exclude(auction, facts, closedAt);
  const isOpening = isOpeningNeeded(auction, facts, voids);
  if (isOpening && phase !== null && isFollowed(auction))
    return [...voids, { type: "RoundClosed", phase: phase.name, closedAt, interruptionSeconds }];
  const book = voids.at(-1)?.book ?? auction.book;
  const result = resultOf(terms, book, formatOf(terms).coverBid(book));
  const outcome = isOpening
    ? null
    : { ...result, ...circumstancesOf(auction, { interruptionSeconds, reason }) };
  return [...voids, { type: "AuctionClosed", closedAt, outcome, interruptionSeconds, reason }];
}

function exclude(auction: AuctionState, { exclusions, bids }: ClosingFacts, closedAt: Instant): BidsVoided[] {
  const voids: BidsVoided[] = [];
  let left: readonly AcceptedBid[] = bids;
  for (const { buyerId, paddle, reason, since } of exclusions) {
    if (since >= closedAt || !left.some((bid) => bid.buyerId === buyerId)) continue;
    voids.push({ type: "BidsVoided", buyerId, paddle, reason, book: bookWithout(auction, left, buyerId) });
    left = left.filter((bid) => bid.buyerId !== buyerId);
  }
  return voids;
}

/** Is any sealed bid left? Without one there is nothing to open and nobody has bid. */
function isOpeningNeeded(
  auction: AuctionState,
  { bids }: ClosingFacts,
  voids: readonly BidsVoided[],
): boolean {
  if (!isSealedIn(auction.terms, auction.phase?.name ?? null)) return false;
  const voided = new Set(voids.map(({ buyerId }) => buyerId));
  return bidsOfPhase(auction, bids).some(({ buyerId }) => !voided.has(buyerId));
}
