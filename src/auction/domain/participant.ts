import { assertNever } from "../../platform/decision";
import type { Instant } from "../../platform/time";
import type { Bidder } from "./auction";
import type { ParticipantEvent } from "./events";
import { literals } from "./literals";

export const ParticipantStatus = literals("INVITED", "NDA_SIGNED", "ADMITTED", "REMOVED");
export type ParticipantStatus = keyof typeof ParticipantStatus;

/** A firm in one auction. Participants are no part of AuctionState: a bid brings its own firm's facts along. */
export interface Participant extends Bidder {
  readonly status: ParticipantStatus;
  readonly limit: bigint | null;
  readonly ndaSignedAt: Instant | null;
}

/** A participant after an event about its firm. */
export function evolveParticipant(participant: Participant | null, event: ParticipantEvent): Participant {
  const { buyerId, paddle } = event;
  const before = participant ?? { buyerId, paddle, status: "INVITED", limit: null, ndaSignedAt: null };
  switch (event.type) {
    case "BuyerInvited":
      return { ...before, status: "INVITED" };
    case "NdaSigned":
      return { ...before, status: "NDA_SIGNED", ndaSignedAt: event.signedAt };
    case "BuyerAdmitted":
      return { ...before, status: "ADMITTED", ndaSignedAt: event.ndaSignedAt, limit: event.limit };
    case "LimitSet":
      return { ...before, limit: event.limit };
    case "BuyerRemoved":
      return { ...before, status: "REMOVED" };
    default:
      return assertNever(event);
  }
}
