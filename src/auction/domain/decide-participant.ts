import { accept, type Decision } from "../../platform/decision";
import type { Instant } from "../../platform/time";
import type { AuctionState } from "./auction";
import type { Admission, Admit, ChangeAllotment, Invite, Remove, SetLimit, SignNda } from "./commands";
import { decideVoid } from "./decide-void";
import type { AuctionEvent } from "./events";
import { formatOf } from "./formats/registry";
import { invalidState, problem, stateProblem, type Problem } from "./problem";
import { takesBidsYet } from "./standing";

type Verdict = Decision<AuctionEvent, Problem>;

export function decideInvite(auction: AuctionState, { buyerId, paddle, participant }: Invite): Verdict {
  if (!takesFirmsYet(auction)) return closedToFirms(auction);
  if (participant) return problem("ALREADY_EXISTS", "The firm was invited already.", ["buyerId"]);
  return accept({ type: "BuyerInvited", buyerId, paddle });
}

export function decideNda(auction: AuctionState, { participant }: SignNda, t: Instant): Verdict {
  if (!takesFirmsYet(auction)) return closedToFirms(auction);
  const { buyerId, paddle, status } = participant;
  if (status !== "INVITED") return stateProblem("participant", "INVITED", status);
  return accept({ type: "NdaSigned", buyerId, paddle, signedAt: t });
}

/** A firm is admitted once; one that was removed stays out. Whoever was not invited is invited by being admitted. */
export function decideAdmit(auction: AuctionState, command: Admit, t: Instant): Verdict {
  const { participant, buyerId, limit, allotment, admission } = command;
  if (!takesFirmsYet(auction)) return closedToFirms(auction);
  if (participant?.status === "ADMITTED") return problem("ALREADY_EXISTS", "The firm is admitted already.");
  if (participant?.status === "REMOVED")
    return stateProblem("participant", "INVITED or NDA_SIGNED", "REMOVED");
  const objection = objectionToAdmitting(admission, t);
  if (objection) return objection;
  const ndaSignedAt = participant?.ndaSignedAt ?? command.ndaSignedAt;
  if (ndaSignedAt === null)
    return problem("NDA_MISSING", "The firm has not signed the non-disclosure agreement.");
  const paddle = participant?.paddle ?? command.paddle;
  return accept({ type: "BuyerAdmitted", buyerId, paddle, ndaSignedAt, limit, allotment });
}

function objectionToAdmitting(firm: Admission, t: Instant): Decision<never, Problem> | null {
  if (firm.isAffiliated) {
    return problem("AFFILIATED", "The firm is affiliated with the seller or with another participant.", [
      "buyerId",
    ]);
  }
  if (!firm.isQualified)
    return problem("NOT_QUALIFIED", "The firm is not qualified by this seller.", ["buyerId"]);
  if (firm.lapsesAt !== null && firm.lapsesAt <= t) {
    return problem("LICENCE_LAPSED", "A licence, the insurance or the review date has expired.", ["buyerId"]);
  }
  if (!firm.isLicensed)
    return problem("NOT_LICENSED", "The firm lacks a licence where the accounts are.", ["buyerId"]);
  return null;
}

/** A lower limit counts from the next bid on; what was accepted stands. */
export function decideLimit(auction: AuctionState, { participant, limit }: SetLimit): Verdict {
  // While bids are opened the limits that they are held against stand still.
  if (!takesBidsYet(auction) || auction.status === "AWAITING_SHARES") return closedToFirms(auction);
  const { buyerId, paddle, status } = participant;
  if (status !== "ADMITTED") return stateProblem("participant", "ADMITTED", status);
  return accept({ type: "LimitSet", buyerId, paddle, limit });
}

/** At any time: what a firm owes behind the end is put aside, too. An accepted bid stands whatever is left. */
export function decideAllotment({ participant, allotment }: ChangeAllotment): Verdict {
  const { buyerId, paddle } = participant;
  if (allotment === participant.allotment) return accept();
  return accept({ type: "AllotmentChanged", buyerId, paddle, allotment });
}

/** Whoever is taken out takes all its bids along. */
export function decideRemove(
  auction: AuctionState,
  { participant, reason, rationale, bids }: Remove,
  t: Instant,
): Verdict {
  const { buyerId, paddle, status } = participant;
  if (status === "REMOVED") return stateProblem("participant", "INVITED, NDA_SIGNED or ADMITTED", status);
  const voids = decideVoid(auction, { type: "VoidBids", buyerId, paddle, reason, bids }, t);
  if (voids.kind === "rejected") return voids;
  return accept<AuctionEvent>({ type: "BuyerRemoved", buyerId, paddle, reason, rationale }, ...voids.events);
}

/** Can a firm that comes in now still bid? */
function takesFirmsYet(auction: AuctionState): boolean {
  const { terms, phase, status } = auction;
  if (!takesBidsYet(auction)) return false;
  return (
    phase === null ||
    (status !== "AWAITING_SHARES" && formatOf(terms).phases?.admitting.has(phase.name) === true)
  );
}

function closedToFirms(auction: AuctionState): Decision<never, Problem> {
  const { status, phase } = auction;
  if (phase === null || (status !== "OPEN" && status !== "PAUSED"))
    return invalidState(auction, "SCHEDULED, OPEN or PAUSED");
  return stateProblem("auction", "in a phase that firms may still come to", phase.name);
}
