import type { Instant } from "../../platform/time";
import type { AuctionState, AuctionStatus } from "./auction";
import type { Audience } from "./audience";
import { formatOf } from "./formats/registry";
import { literals } from "./literals";
import type { Terms } from "./terms";

export const ReserveStatus = literals("NO_RESERVE", "NOT_MET", "MET");
export type ReserveStatus = keyof typeof ReserveStatus;

/**
 * The auction's current result, as every participant may see it. Amounts are minor units. Of an auction that seals its
 * bids all but status and closing time is null until they are opened; then who leads and how many bid stays the seller's.
 */
export interface Standing {
  readonly status: AuctionStatus;
  /** The end that holds now; null while paused. */
  readonly closesAt: Instant | null;
  readonly leadingAmount: bigint | null;
  readonly leadingPaddle: string | null;
  readonly bidCount: number | null;
  readonly reserveStatus: ReserveStatus | null;
  /** Null when the auction takes no bid any more. */
  readonly minimumNextBid: bigint | null;
}

export function standingOf(auction: AuctionState): Standing {
  const { book, status } = auction;
  if (formatOf(auction.terms).isSealed) return sealedStanding(auction);
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

/** Before the opening nothing in it depends on a bid. */
function sealedStanding(auction: AuctionState): Standing {
  const { status, closesAt, outcome, book, terms } = auction;
  const isConcealed = outcome === null || terms.reserveVisibility === "CONCEALED";
  return {
    status,
    closesAt: status === "PAUSED" ? null : closesAt,
    leadingAmount: outcome && book.price,
    leadingPaddle: null,
    bidCount: null,
    reserveStatus: isConcealed ? null : reserveStatusOf(auction),
    minimumNextBid: null,
  };
}

/** As an audience sees it: of an opened auction the seller also who won and how many bids count, and the winner itself. */
export function standingFor(auction: AuctionState, audience: Audience): Standing {
  const standing = standingOf(auction);
  const { outcome, book, terms } = auction;
  if (outcome === null || !formatOf(terms).isSealed) return standing;
  const isSeller = audience.kind === "SELLER";
  const seesWinner = isSeller || (audience.kind === "FIRM" && audience.buyerId === outcome.winner?.buyerId);
  return {
    ...standing,
    leadingPaddle: seesWinner ? (outcome.winner?.paddle ?? null) : null,
    bidCount: isSeller ? book.bidCount : null,
    reserveStatus: isSeller ? reserveStatusOf(auction) : standing.reserveStatus,
  };
}

/** Are its bids sealed, and not opened? Then nobody learns anything of them, whatever the role. */
export function isSealed({ terms, outcome }: Pick<AuctionState, "terms" | "outcome">): boolean {
  return formatOf(terms).isSealed && outcome === null;
}

/** Was this the standing of an auction whose bids were sealed then? */
export function isHidden(terms: Terms, { status }: Pick<Standing, "status">): boolean {
  if (!formatOf(terms).isSealed) return false;
  return takesBidsYet({ status }) || status === "AWAITING_SHARES" || status === "CANCELLED";
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
