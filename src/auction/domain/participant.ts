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
  /** What of its exposure limit is put aside for this auction; null: it has no such limit. */
  readonly allotment: bigint | null;
}

const NO_PART = { status: "INVITED", limit: null, ndaSignedAt: null, allotment: null } as const;

/** A participant after an event about its firm. */
export function evolveParticipant(participant: Participant | null, event: ParticipantEvent): Participant {
  const { buyerId, paddle } = event;
  const before = participant ?? { ...NO_PART, buyerId, paddle };
  switch (event.type) {
    case "BuyerInvited":
      return { ...before, status: "INVITED" };
    case "NdaSigned":
      return { ...before, status: "NDA_SIGNED", ndaSignedAt: event.signedAt };
    case "BuyerAdmitted":
      return {
        ...before,
        status: "ADMITTED",
        ndaSignedAt: event.ndaSignedAt,
        limit: event.limit,
        allotment: event.allotment,
      };
    case "LimitSet":
      return { ...before, limit: event.limit };
    case "AllotmentChanged":
      return { ...before, allotment: event.allotment };
    case "BuyerRemoved":
      return { ...before, status: "REMOVED", allotment: before.allotment === null ? null : 0n };
    default:
      return assertNever(event);
  }
}
