import { assertNever } from "../../platform/decision";
import type { Instant } from "../../platform/time";
import type { AcceptedBid } from "./auction";
import type { BidReason } from "./bid-reason";
import type { AuctionCommand, PlaceBid } from "./commands";
import type { Eligibility } from "./eligibility";
import type { AuctionEvent, BidAccepted, BidRejected } from "./events";
import type { Participant, ParticipantStatus } from "./participant";

const ADMISSIBLE = { isAffiliated: false, isQualified: true, isLicensed: true, lapsesAt: null };

/**
 * The command that an event answered, with the facts that it must have had: a firm whose bid was rejected as suspended
 * was suspended. Null for what no command brings about by itself.
 */
export function commandBehind(
  event: AuctionEvent,
  { at, bids }: { at: Instant; bids: readonly AcceptedBid[] },
): AuctionCommand | null {
  switch (event.type) {
    case "AuctionScheduled":
    case "AuctionExtended":
      return null;
    case "AuctionRescheduled":
      return { ...event, type: "Reschedule", floorValidUntil: null };
    case "BuyerInvited":
      return { ...event, type: "Invite", participant: null };
    case "NdaSigned":
      return { type: "SignNda", participant: participant(event, "INVITED") };
    case "BuyerAdmitted":
      return { ...event, type: "Admit", participant: null, admission: ADMISSIBLE };
    case "LimitSet":
      return { type: "SetLimit", participant: participant(event, "ADMITTED"), limit: event.limit };
    case "BuyerRemoved":
      return { ...event, type: "Remove", participant: participant(event, "ADMITTED"), bids };
    case "AuctionOpened":
      return { type: "Open" };
    case "BidAccepted":
    case "BidRejected":
      return bidBehind(event, at);
    case "AuctionPaused":
      return { type: "Pause", reason: event.reason };
    case "AuctionResumed":
      return { type: "Resume" };
    case "BidsVoided":
      return { ...event, type: "VoidBids", bids };
    case "AuctionClosed": {
      const { interruptionSeconds, reason } = event;
      return { type: "Close", reason, facts: { interruptionSeconds, exclusions: [], bids: [] } };
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

function bidBehind(event: BidAccepted | BidRejected, at: Instant): PlaceBid {
  const { buyerId, paddle, amount, maximum, confirmed } = event;
  const eligibility = eligibilityBehind(event.type === "BidRejected" ? event.reason : null, at);
  return { type: "PlaceBid", buyerId, paddle, amount, maximum, confirmHigh: confirmed, eligibility };
}

function eligibilityBehind(reason: BidReason | null, at: Instant): Eligibility {
  return {
    participantStatus: reason === "NOT_ADMITTED" ? "INVITED" : "ADMITTED",
    limit: reason === "ABOVE_LIMIT" ? 0n : null,
    qualified: reason !== "NOT_QUALIFIED",
    suspended: reason === "SUSPENDED",
    expelled: false,
    lapsesAt: reason === "LICENCE_LAPSED" ? at : null,
    hasConflictOfInterest: reason === "CONFLICT_OF_INTEREST",
  };
}

function participant(
  { buyerId, paddle }: { buyerId: string; paddle: string },
  status: ParticipantStatus,
): Participant {
  return { buyerId, paddle, status, limit: null, ndaSignedAt: null };
}
