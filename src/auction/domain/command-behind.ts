import { assertNever } from "../../platform/decision";
import type { Id } from "../../platform/ids";
import type { Instant } from "../../platform/time";
import { bidLimit } from "./allotment";
import type { AcceptedBid, AuctionState } from "./auction";
import type { BidReason } from "./bid-reason";
import type { AuctionCommand, PlaceBid, Shortlist } from "./commands";
import type { Eligibility } from "./eligibility";
import type { AuctionEvent, BidAccepted, BidRejected, ShortlistMade } from "./events";
import { bidsOfPhase } from "./formats/phases";
import { formatOf } from "./formats/registry";
import type { Participant, ParticipantStatus } from "./participant";
import type { Terms } from "./terms";

const ADMISSIBLE = { isAffiliated: false, isQualified: true, isLicensed: true, lapsesAt: null };

/** What the entries before an event tell that its decision builds on. */
export interface KnownBefore {
  readonly auction: AuctionState;
  /** Every accepted bid that was not voided, in order; may be empty where `needsBids` says no. */
  readonly bids: readonly AcceptedBid[];
  /** The event's firm; null when no entry told of it. */
  readonly participant: Participant | null;
}

/**
 * The command that an event answered, with the facts that it must have had: a firm whose bid was rejected as suspended
 * was suspended. Null for what no command brings about by itself.
 */
export function commandBehind(
  event: AuctionEvent,
  { at, auction, bids, participant }: KnownBefore & { readonly at: Instant },
): AuctionCommand | null {
  switch (event.type) {
    case "AuctionScheduled":
    case "AuctionExtended":
    case "DutchStepped":
    case "PhaseStarted":
    case "PriceChanged":
    case "RoundClosed":
    case "BidSetAside": // what a bid that is set aside was, the opening tells that it belongs to
    case "RoundOpened":
    case "FirmShortlisted":
    case "FirmNotShortlisted":
    case "BidsOpened":
      return null;
    case "ShortlistMade":
      return shortlistBehind(event);
    case "AuctionRescheduled":
      return { ...event, type: "Reschedule", floorValidUntil: null };
    case "BuyerInvited":
      return { ...event, type: "Invite", participant };
    case "NdaSigned":
      return { type: "SignNda", participant: participant ?? assumed(event, "INVITED") };
    case "BuyerAdmitted":
      return { ...event, type: "Admit", participant, admission: ADMISSIBLE };
    case "LimitSet":
      return {
        type: "SetLimit",
        participant: participant ?? assumed(event, "ADMITTED"),
        limit: event.limit,
      };
    case "AllotmentChanged":
      return {
        type: "ChangeAllotment",
        participant: participant ?? assumed(event, "ADMITTED"),
        allotment: event.allotment,
      };
    case "BuyerRemoved":
      return { ...event, type: "Remove", participant: participant ?? assumed(event, "ADMITTED"), bids };
    case "AuctionOpened":
      return { type: "Open" };
    case "BidAccepted":
    case "BidRejected":
      return bidBehind(event, auction.terms, participant, at);
    case "BidWithdrawn":
      return { ...event, type: "WithdrawBid", live: liveBidOf(bidsOfPhase(auction, bids), event.buyerId) };
    case "AuctionPaused":
      return { type: "Pause", reason: event.reason };
    case "AuctionResumed":
      return { type: "Resume" };
    case "BidsVoided":
      return { ...event, type: "VoidBids", bids };
    case "AuctionClosed": {
      const { interruptionSeconds, reason } = event;
      return { type: "Close", reason, facts: { interruptionSeconds, exclusions: [], bids } };
    }
    case "AuctionCancelled":
      return { type: "Cancel", reason: event.reason, isSeconded: true };
    case "AuctionAwarded": {
      const { rank, buyerId, paddle, price, rationale } = event;
      return { type: "AwardTo", bid: { rank, buyerId, paddle, price }, rationale };
    }
    case "AuctionNotAwarded":
      return { type: "NotAward", rationale: event.rationale, isSeconded: true };
    case "AuctionUnsold":
      return { type: "DeclareUnsold", rationale: event.rationale };
    default:
      return assertNever(event);
  }
}

/** The sequence of the firm's latest bid that was neither voided nor withdrawn; null when it has none. */
function liveBidOf(bids: readonly AcceptedBid[], buyerId: Id): number | null {
  return bids.findLast((bid) => bid.buyerId === buyerId)?.sequence ?? null;
}

/** The choice that it came of; an automatic one looks the same. */
export function shortlistBehind({ firms, leftOut }: ShortlistMade): Shortlist {
  return {
    type: "Shortlist",
    firms: firms.map(({ buyerId }) => buyerId),
    leftOut: leftOut.flatMap(({ buyerId, reason }) => (reason === null ? [] : [{ buyerId, reason }])),
  };
}

function bidBehind(
  event: BidAccepted | BidRejected,
  terms: Terms,
  participant: Participant | null,
  at: Instant,
): PlaceBid {
  const { buyerId, amount, confirmed } = event;
  const maximum = formatOf(terms).hasMaxima ? event.maximum : null; // else it is the amount once more
  const reason = event.type === "BidRejected" ? event.reason : null;
  const sealed = event.sealed;
  const { paddle } = participant ?? event;
  const eligibility = eligibilityBehind(reason, participant, at);
  return { type: "PlaceBid", buyerId, paddle, amount, maximum, sealed, confirmHigh: confirmed, eligibility };
}

/** That a firm was admitted, and up to which limit, other entries tell; the rest is what the verdict says. */
function eligibilityBehind(
  reason: BidReason | null,
  participant: Participant | null,
  at: Instant,
): Eligibility {
  return {
    participantStatus: participant?.status ?? (reason === "NOT_ADMITTED" ? "INVITED" : "ADMITTED"),
    limit: participant ? bidLimit(participant) : reason === "ABOVE_LIMIT" ? 0n : null,
    qualified: reason !== "NOT_QUALIFIED",
    suspended: reason === "SUSPENDED",
    expelled: false,
    lapsesAt: reason === "LICENCE_LAPSED" ? at : null,
    hasConflictOfInterest: reason === "CONFLICT_OF_INTEREST",
  };
}

function assumed(
  { buyerId, paddle }: { buyerId: string; paddle: string },
  status: ParticipantStatus,
): Participant {
  return { buyerId, paddle, status, limit: null, ndaSignedAt: null, allotment: null };
}
