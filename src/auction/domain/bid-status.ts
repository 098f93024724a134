import type { AuctionState } from "./auction";
import { literals } from "./literals";
import type { Id } from "../../platform/ids";
import { isSealed, takesBidsYet } from "./standing";

export const BidStatus = literals(
  "LEADING",
  "OUTBID",
  "REPLACED",
  "WITHDRAWN",
  "VOIDED",
  "REJECTED",
  "SUBMITTED",
  "SET_ASIDE",
  "WON",
  "LOST",
);
export type BidStatus = keyof typeof BidStatus;

/** A bid and what its row and its firm's other rows say about it. */
export interface DecidedBid {
  readonly buyerId: Id;
  readonly sequence: number;
  readonly isAccepted: boolean;
  readonly isVoided: boolean;
  readonly isWithdrawn: boolean;
  readonly isSetAside: boolean;
  /** The firm's latest accepted bid that was not voided; null when it has none. */
  readonly latestSequence: number | null;
}

/** Where a bid stands now. Cancelled, unsold or not awarded, nobody won; an award to the next ranked makes that firm's WON. */
export function bidStatus(auction: AuctionState, bid: DecidedBid): BidStatus {
  if (!bid.isAccepted) return "REJECTED";
  if (bid.isVoided) return "VOIDED";
  if (bid.isWithdrawn) return "WITHDRAWN";
  if (bid.sequence !== bid.latestSequence) return "REPLACED";
  if (bid.isSetAside) return "SET_ASIDE";
  if (isUntold(auction, bid) && auction.status !== "CANCELLED") return "SUBMITTED";
  if (takesBidsYet(auction)) return auction.book.leader?.buyerId === bid.buyerId ? "LEADING" : "OUTBID";
  return winnerOf(auction) === bid.buyerId ? "WON" : "LOST";
}

/** Of several phases only a taker's bids say where they stand before the outcome: whose the highest sealed one is, nobody is told. */
function isUntold(auction: AuctionState, { buyerId }: DecidedBid): boolean {
  const { phase, outcome } = auction;
  if (phase === null) return isSealed(auction);
  return outcome === null && phase.taker?.buyerId !== buyerId;
}

function winnerOf({ status, outcome, award }: AuctionState): Id | null {
  if (status === "AWARDED") return award?.buyerId ?? null;
  return status === "CLOSED" ? (outcome?.winner?.buyerId ?? null) : null;
}
