import { accept, assertNever, type Decision } from "../../platform/decision";
import { seconds, type Instant } from "../../platform/time";
import type { AuctionState, Book } from "./auction";
import { endOf, isSealedIn } from "./auction-phase";
import type { BidReason } from "./bid-reason";
import type { PlaceBid, WithdrawBid } from "./commands";
import { ineligibility } from "./eligibility";
import type { AuctionEvent, BidAccepted } from "./events";
import { extensionBy } from "./extension";
import { formatOf } from "./formats/registry";
import { invalidState, problem, type FieldProblem, type Problem } from "./problem";
import { takesBidsYet } from "./standing";
import type { Terms } from "./terms";

/** For how long a bid after the end still gets an entry. */
const LATE_BIDS_JOURNALLED = seconds(600);
/** A bid of more than this many times the amount that everyone sees is asked about. */
const UNUSUAL_MULTIPLE = 10n;

export function decideBid(auction: AuctionState, bid: PlaceBid, t: Instant): Decision<AuctionEvent, Problem> {
  const format = formatOf(auction.terms);
  const malformed = misplaced(auction, bid) ?? format.malformed(auction, bid);
  if (malformed) return problem("BAD_USER_INPUT", malformed.message, malformed.path);
  if (auction.endedAt !== null && t >= auction.endedAt + LATE_BIDS_JOURNALLED)
    return invalidState(auction, "OPEN");
  const reason =
    untimeliness(auction, t) ??
    ineligibility(bid.eligibility, t) ??
    format.objection(auction, bid) ??
    (bid.sealed === null ? excess(auction, bid) : null); // nothing about a sealed amount is decided
  return accept(...(reason === null ? acceptBid(auction, bid, t) : [rejectBid(auction, bid, reason)]));
}

/** A member that belongs to bids of another format. */
function misplaced(
  { terms, phase }: AuctionState,
  { amount, maximum, sealed }: PlaceBid,
): FieldProblem | null {
  const { hasMaxima, hasShortlist, isSealed } = formatOf(terms);
  if (maximum !== null && !hasMaxima) return { path: ["maximum"], message: "A maximum is for ENGLISH." };
  if (!isSealed) return sealed && { path: ["sealed"], message: "Bids here are not sealed." };
  if (sealed === null)
    return isSealedIn(terms, phase?.name ?? null)
      ? { path: ["sealed"], message: "Bids here are sealed." }
      : null;
  if (amount !== null) return { path: ["amount"], message: "A sealed bid shows no amount." };
  if (sealed.belowIndicationReason !== undefined && !hasShortlist)
    return { path: ["belowIndicationReason"], message: "There are no indications here." };
  return null;
}

/** Free until the close where the format has it. What comes to nothing leaves no entry. */
export function decideWithdrawal(
  auction: AuctionState,
  { buyerId, paddle, live }: WithdrawBid,
  t: Instant,
): Decision<AuctionEvent, Problem> {
  const { terms, phase } = auction;
  if (!formatOf(terms).hasWithdrawal || !isSealedIn(terms, phase?.name ?? null))
    return problem("WITHDRAWAL_NOT_ALLOWED", "Bids here cannot be withdrawn.");
  if (auction.status !== "OPEN" || untimeliness(auction, t) !== null) return invalidState(auction, "OPEN");
  if (live === null) return problem("WITHDRAWAL_NOT_ALLOWED", "There is no bid to withdraw.");
  return accept({ type: "BidWithdrawn", buyerId, paddle, bid: live });
}

/** Why the auction takes no bid at t. The closing time decides, not the closing entry: a late entry admits no late bid. */
function untimeliness(auction: AuctionState, t: Instant): BidReason | null {
  const { terms, status, book } = auction;
  switch (status) {
    case "CANCELLED":
      return "CANCELLED";
    case "SCHEDULED":
      return "NOT_OPEN";
    case "AWAITING_SHARES":
      return takesBidsYet(auction) ? null : lateness(terms, book); // the format refuses what comes between rounds
    case "CLOSED":
    case "AWARDED":
    case "UNSOLD":
    case "NOT_AWARDED":
      return lateness(terms, book);
    case "PAUSED":
      return "PAUSED";
    case "OPEN": {
      const end = endOf(auction);
      return end === null || t < end ? null : lateness(terms, book);
    }
    default:
      return assertNever(status);
  }
}

function lateness(terms: Terms, { leader }: Book): BidReason {
  return formatOf(terms).isSoldByFirstBid && leader !== null ? "ALREADY_SOLD" : "CLOSED";
}

/** Too much for the firm's limit, or so much that it looks like a slip: judged by numbers that everyone sees. */
function excess(auction: AuctionState, bid: PlaceBid): BidReason | null {
  const { terms, book } = auction;
  const most = maximumOf(bid);
  const { limit } = bid.eligibility;
  if (limit !== null && most > limit) return "ABOVE_LIMIT";
  const shown = book.leader === null ? terms.openingPrice : formatOf(terms).minimumNextBid(auction);
  const isUnusual = most > terms.faceValue || (shown !== null && most > UNUSUAL_MULTIPLE * shown);
  return isUnusual && !bid.confirmHigh ? "NEEDS_CONFIRMATION" : null;
}

function acceptBid(auction: AuctionState, bid: PlaceBid, t: Instant): AuctionEvent[] {
  const { terms, book } = auction;
  const format = formatOf(terms);
  const { buyerId, paddle, amount, sealed, confirmHigh } = bid;
  const raise = format.isRaise(book, bid);
  const maximum = sealed === null ? maximumOf(bid) : null;
  const placed = { buyerId, paddle, amount, maximum, raise };
  const after = format.place(terms, book, placed);
  const moved = after.leader?.buyerId !== book.leader?.buyerId || after.price !== book.price;
  const accepted: BidAccepted = {
    type: "BidAccepted",
    ...placed,
    sealed,
    confirmed: confirmHigh && sealed === null,
    moved,
  };
  const extended = moved ? extensionBy(auction, t) : null;
  return extended ? [accepted, extended] : [accepted];
}

function rejectBid(auction: AuctionState, bid: PlaceBid, reason: BidReason): AuctionEvent {
  const { buyerId, paddle, amount, maximum, sealed, confirmHigh } = bid;
  const minimumNextBid = takesBidsYet(auction) ? formatOf(auction.terms).minimumNextBid(auction) : null;
  return {
    type: "BidRejected",
    buyerId,
    paddle,
    amount,
    maximum,
    sealed,
    confirmed: confirmHigh && sealed === null, // it would tell how high a sealed amount is
    reason,
    minimumNextBid,
  };
}

/** Without a maximum, a bid goes to its amount; one of the two is there, or the bid is malformed. */
function maximumOf({ amount, maximum }: PlaceBid): bigint {
  const most = maximum ?? amount;
  if (most === null) throw new Error("A bid without any amount was decided");
  return most;
}
