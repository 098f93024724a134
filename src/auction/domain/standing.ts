import type { Instant } from "../../platform/time";
import type { AuctionState, AuctionStatus } from "./auction";
import { formatOf } from "./formats/registry";
import { literals } from "./literals";

export const ReserveStatus = literals("NO_RESERVE", "NOT_MET", "MET");
export type ReserveStatus = keyof typeof ReserveStatus;

/** The auction's current result, as every participant may see it. Amounts are minor units. */
export interface Standing {
  readonly status: AuctionStatus;
  /** The end that holds now; null while paused. */
  readonly closesAt: Instant | null;
  readonly leadingAmount: bigint | null;
  readonly leadingPaddle: string | null;
  readonly bidCount: number;
  readonly reserveStatus: ReserveStatus;
  /** Null when the auction takes no bid any more. */
  readonly minimumNextBid: bigint | null;
}

export function standingOf(auction: AuctionState): Standing {
  const { book, status } = auction;
  return {
    status,
    closesAt: status === "PAUSED" ? null : auction.closesAt,
    leadingAmount: book.price,
    leadingPaddle: book.leader?.paddle ?? null,
    bidCount: book.bidCount,
    reserveStatus: reserveStatusOf(auction),
    minimumNextBid: takesBidsYet(auction) ? formatOf(auction.terms).minimumNextBid(auction) : null,
  };
}

/** A reserve that is not above the opening price is none: every accepted bid meets it. */
export function reserveStatusOf({ terms, book }: AuctionState): ReserveStatus {
  if (terms.reserve.amount <= terms.openingPrice) return "NO_RESERVE";
  return book.price !== null && book.price >= terms.reserve.amount ? "MET" : "NOT_MET";
}

/** Is its bidding still to come, running or paused? */
export function takesBidsYet({ status }: Pick<AuctionState, "status">): boolean {
  return status === "SCHEDULED" || status === "OPEN" || status === "PAUSED";
}
