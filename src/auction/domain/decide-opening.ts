import { accept, type Decision } from "../../platform/decision";
import type { AcceptedBid, AuctionState, Outcome } from "./auction";
import type { BidReason } from "./bid-reason";
import type { OpenBids, OpenedBid } from "./commands";
import type { AuctionEvent, BidSetAside, LawfulBid } from "./events";
import { formatOf } from "./formats/registry";
import { invalidState, type Problem } from "./problem";
import type { Terms } from "./terms";

/**
 * Opens the sealed bids: those that cannot count are set aside, each by an event with its reason, and what the others come
 * to is the outcome. Here, and only here, something about their amounts is decided.
 */
export function decideOpening(auction: AuctionState, { bids }: OpenBids): Decision<AuctionEvent, Problem> {
  const { terms, status, unopened } = auction;
  if (status !== "AWAITING_SHARES" || unopened === null) return invalidState(auction, "AWAITING_SHARES");
  const inOrder = [...bids].sort((a, b) => a.sequence - b.sequence);
  const setAside: BidSetAside[] = [];
  const lawful: LawfulBid[] = [];
  for (const { sequence, buyerId, paddle, limit, result } of inOrder) {
    const amount = result.kind === "OPENED" ? result.amount : null;
    const reason = objectionTo(terms, { result, limit });
    if (reason !== null)
      setAside.push({ type: "BidSetAside", bid: sequence, buyerId, paddle, reason, amount });
    else if (amount !== null) lawful.push({ sequence, buyerId, paddle, amount });
  }
  const ranked = byRank(terms, lawful);
  const outcome = { ...resultOf(terms, ranked), ...unopened };
  return accept<AuctionEvent>(...setAside, { type: "BidsOpened", outcome, bids: ranked });
}

/** Why a bid cannot count; null when it does. A hidden reserve is no reason: such a bid ranks, and cannot win. */
function objectionTo(
  { openingPrice, reserve, reserveVisibility }: Terms,
  { result, limit }: Pick<OpenedBid, "result" | "limit">,
): BidReason | null {
  if (result.kind === "UNREVEALED") return "UNREVEALED";
  if (result.kind === "INVALID") return "SEALED_INVALID";
  const { amount } = result;
  if (amount < openingPrice) return "BELOW_OPENING";
  if (reserveVisibility === "DISCLOSED" && amount < reserve.amount) return "BELOW_RESERVE";
  return limit !== null && amount > limit ? "ABOVE_LIMIT" : null;
}

function byRank(terms: Terms, lawful: readonly LawfulBid[]): readonly LawfulBid[] {
  const bids = new Map(lawful.map((bid) => [bid.buyerId, bid]));
  return formatOf(terms)
    .ranking(terms, lawful.map(asAccepted))
    .flatMap(({ buyerId }) => bids.get(buyerId) ?? []);
}

/** Ranking is not winning: when the highest is below the reserve, nobody is obliged. */
function resultOf(
  terms: Terms,
  ranked: readonly LawfulBid[],
): Pick<Outcome, "kind" | "winner" | "price" | "cover"> {
  const [highest, second] = ranked;
  const [first] = formatOf(terms).ranking(terms, ranked.map(asAccepted));
  if (!highest || !first) return { kind: "NO_BIDS", winner: null, price: null, cover: null };
  if (highest.amount < terms.reserve.amount)
    return { kind: "RESERVE_NOT_MET", winner: null, price: null, cover: null };
  const { buyerId, paddle, price } = first;
  const cover = second
    ? { rank: 2, buyerId: second.buyerId, paddle: second.paddle, price: second.amount }
    : null;
  return { kind: "WON", winner: { buyerId, paddle }, price, cover };
}

function asAccepted(bid: LawfulBid): AcceptedBid {
  return { ...bid, maximum: null, raise: false };
}
