import type { Instant } from "../../platform/time";
import type { AuctionPhase, AuctionState, AuctionStatus } from "./auction";
import { endOf, isConcealedIn, isSealedIn } from "./auction-phase";
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
  /** Null where there is but one, and before the opening. */
  readonly phase: AuctionPhase | null;
  /** The end that holds now, of the phase where there are several; null while paused, and while no time ends it. */
  readonly closesAt: Instant | null;
  readonly leadingAmount: bigint | null;
  readonly leadingPaddle: string | null;
  readonly bidCount: number | null;
  readonly reserveStatus: ReserveStatus | null;
  /** Null when the auction takes no bid any more. */
  readonly minimumNextBid: bigint | null;
}

export function standingOf(auction: AuctionState): Standing {
  const { book, status, terms } = auction;
  const { phases, isSealed: seals } = formatOf(terms);
  if (phases !== null) return phasedStanding(auction);
  if (seals) return sealedStanding(auction);
  return {
    status,
    phase: null,
    closesAt: status === "PAUSED" ? null : auction.closesAt,
    leadingAmount: book.price,
    leadingPaddle: book.leader?.paddle ?? null,
    bidCount: book.bidCount,
    reserveStatus: reserveStatusOf(auction),
    minimumNextBid: takesBidsYet(auction) ? formatOf(terms).minimumNextBid(auction) : null,
  };
}

/** Before the opening nothing in it depends on a bid. */
function sealedStanding(auction: AuctionState): Standing {
  const { status, phase, outcome, book, terms } = auction;
  const isConcealed = outcome === null || terms.reserveVisibility === "CONCEALED";
  return {
    status,
    phase: phase?.name ?? null,
    closesAt: status === "PAUSED" ? null : endOf(auction),
    leadingAmount: outcome && book.price,
    leadingPaddle: null,
    bidCount: null,
    reserveStatus: isConcealed ? null : reserveStatusOf(auction),
    minimumNextBid: null,
  };
}

/** Where a bid is sealed, as where all are; else the price and the bids that everyone saw, and of who leads only its taker. */
function phasedStanding(auction: AuctionState): Standing {
  const { book, status, phase, terms, outcome } = auction;
  if (outcome !== null || isSealedIn(terms, phase?.name ?? null)) return sealedStanding(auction);
  const isTakerAhead = book.leader !== null && book.leader.buyerId === phase?.taker?.buyerId;
  return {
    status,
    phase: phase?.name ?? null,
    closesAt: status === "PAUSED" ? null : endOf(auction),
    leadingAmount: book.price,
    leadingPaddle: isTakerAhead ? book.leader.paddle : null,
    bidCount: book.bidCount,
    reserveStatus: reserveStatusOf(auction),
    minimumNextBid: takesBidsYet(auction) ? formatOf(terms).minimumNextBid(auction) : null,
  };
}

/** Whether it goes on, and nothing of what is bid: for a firm that is not in it any more. */
export function standingWithoutBids({ status, phase, closesAt }: Standing): Standing {
  const nothing = { leadingAmount: null, leadingPaddle: null, bidCount: null, reserveStatus: null };
  return { status, phase, closesAt, ...nothing, minimumNextBid: null };
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

/** Are its bids sealed, or still to be answered? Then nobody reads anything of them that is not told, whatever the role. */
export function isSealed({
  terms,
  phase,
  outcome,
}: Pick<AuctionState, "terms" | "phase" | "outcome">): boolean {
  return outcome === null && isConcealedIn(terms, phase?.name ?? null);
}

/** Was this the standing of an auction whose bids were sealed then, or still to be answered? */
export function isHidden(terms: Terms, { status, phase }: Pick<Standing, "status" | "phase">): boolean {
  if (!isConcealedIn(terms, phase)) return false;
  return isUnderWay(status) || status === "AWAITING_SHARES" || status === "CANCELLED";
}

/** A reserve that is not above the opening price is none: every accepted bid meets it. */
export function reserveStatusOf({ terms, book }: AuctionState): ReserveStatus {
  if (terms.reserve.amount <= terms.openingPrice) return "NO_RESERVE";
  return book.price !== null && book.price >= terms.reserve.amount ? "MET" : "NOT_MET";
}

/** Is its bidding still to come, running or paused? So too while a round is opened behind which it goes on. */
export function takesBidsYet({ status, endedAt }: Pick<AuctionState, "status" | "endedAt">): boolean {
  return isUnderWay(status) || (status === "AWAITING_SHARES" && endedAt === null);
}

function isUnderWay(status: AuctionStatus): boolean {
  return status === "SCHEDULED" || status === "OPEN" || status === "PAUSED";
}
