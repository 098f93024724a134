import { accept, type Decision } from "../../platform/decision";
import type { Instant } from "../../platform/time";
import type { AuctionState, LawfulBid } from "./auction";
import { isFollowed } from "./auction-phase";
import type { BidReason } from "./bid-reason";
import type { OpenBids, OpenedBid } from "./commands";
import type { AuctionEvent, BidSetAside } from "./events";
import { asPlaced } from "./formats/format";
import { formatOf } from "./formats/registry";
import { invalidState, type Problem } from "./problem";
import { NOTHING_BID, type Result } from "./result";
import type { Terms } from "./terms";

/**
 * Opens the sealed bids: those that cannot count are set aside, each by an event with its reason, and what the others come
 * to is the outcome. Here, and only here, something about their amounts is decided.
 */
export function decideOpening(
  auction: AuctionState,
  { bids }: OpenBids,
  t: Instant,
): Decision<AuctionEvent, Problem> {
  const { terms, status, unopened } = auction;
  if (status !== "AWAITING_SHARES" || unopened === null) return invalidState(auction, "AWAITING_SHARES");
  const inOrder = [...bids].sort((a, b) => a.sequence - b.sequence);
  const setAside: BidSetAside[] = [];
  const lawful: LawfulBid[] = [];
  for (const bid of inOrder) {
    const { sequence, buyerId, paddle, result } = bid;
    const amount = result.kind === "OPENED" ? result.amount : null;
    const reason = objectionTo(auction, bid);
    if (reason !== null)
      setAside.push({ type: "BidSetAside", bid: sequence, buyerId, paddle, reason, amount });
    else if (amount !== null) lawful.push({ sequence, buyerId, paddle, amount });
  }
  const ranked = byRank(terms, lawful);
  const { phases } = formatOf(terms);
  if (phases !== null && isFollowed(auction))
    return accept<AuctionEvent>(...setAside, ...phases.opened(auction, ranked, t));
  const outcome = { ...resultOf(terms, ranked), ...unopened };
  return accept<AuctionEvent>(...setAside, { type: "BidsOpened", outcome, bids: ranked });
}

/** Why a bid cannot count; null when it does. */
function objectionTo(auction: AuctionState, bid: OpenedBid): BidReason | null {
  const { result, limit } = bid;
  if (result.kind === "UNREVEALED") return "UNREVEALED";
  if (result.kind === "INVALID") return "SEALED_INVALID";
  const { amount } = result;
  const objection = formatOf(auction.terms).objectionToOpened(auction, bid, amount);
  return objection ?? (limit !== null && amount > limit ? "ABOVE_LIMIT" : null);
}

function byRank(terms: Terms, lawful: readonly LawfulBid[]): readonly LawfulBid[] {
  const bids = new Map(lawful.map((bid) => [bid.buyerId, bid]));
  return formatOf(terms)
    .ranking(terms, lawful.map(asPlaced))
    .flatMap(({ buyerId }) => bids.get(buyerId) ?? []);
}

/** Ranking is not winning: when the highest is below the reserve, nobody is obliged. */
function resultOf(terms: Terms, ranked: readonly LawfulBid[]): Result {
  const [highest, second] = ranked;
  const [first] = formatOf(terms).ranking(terms, ranked.map(asPlaced));
  if (!highest || !first) return NOTHING_BID;
  if (highest.amount < terms.reserve.amount) return { ...NOTHING_BID, kind: "RESERVE_NOT_MET" };
  const { buyerId, paddle, price } = first;
  const cover = second
    ? { rank: 2, buyerId: second.buyerId, paddle: second.paddle, price: second.amount }
    : null;
  return { kind: "WON", winner: { buyerId, paddle }, price, cover };
}
