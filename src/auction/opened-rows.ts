import type { OpenedRow } from "./auction.rows";
import type { AuctionEvent, AuctionPhase, LawfulBid } from "./domain";

/** The rows of `opened_bid` that an event makes: what bids came to by rank, or why they do not count. */
export function openedBy(event: AuctionEvent): readonly OpenedRow[] {
  switch (event.type) {
    case "BidSetAside": {
      const { bid: sequence, amount, reason } = event;
      return [{ sequence, amount, rank: null, reason, phase: null }];
    }
    case "RoundOpened":
      return byRank(event.bids, event.phase);
    case "BidsOpened":
      return byRank(event.bids, null);
    default:
      return [];
  }
}

function byRank(bids: readonly LawfulBid[], phase: AuctionPhase | null): OpenedRow[] {
  return bids.map(({ sequence, amount }, place) => ({
    sequence,
    amount,
    rank: place + 1,
    reason: null,
    phase,
  }));
}
