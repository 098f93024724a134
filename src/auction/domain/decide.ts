import { assertNever, accept, type Decision } from "../../platform/decision";
import type { Instant } from "../../platform/time";
import type { AuctionState } from "./auction";
import type { AuctionCommand } from "./commands";
import { decideAwardTo, decideNotAward, decideUnsold } from "./decide-award";
import { decideBid, decideWithdrawal } from "./decide-bid";
import { decideClose } from "./decide-close";
import { decideCancel, decideOpen, decidePause, decideReschedule, decideResume } from "./decide-course";
import {
  decideAdmit,
  decideAllotment,
  decideInvite,
  decideLimit,
  decideNda,
  decideRemove,
} from "./decide-participant";
import { decideOpening } from "./decide-opening";
import { decideShortlist } from "./decide-shortlist";
import { decideVoid } from "./decide-void";
import type { AuctionEvent } from "./events";
import { problem, type Problem } from "./problem";
import type { Terms } from "./terms";
import { withOwnEnd } from "./own-end";
import { validateTerms, type SchedulingFacts } from "./validate-terms";

/** An auction begins with its terms. */
export function decideSchedule(wanted: Terms, facts: SchedulingFacts): Decision<AuctionEvent, Problem> {
  const terms = withOwnEnd(wanted);
  const [first] = validateTerms(terms, facts);
  if (first) return problem("INVALID_TERMS", first.message, first.path);
  return accept({ type: "AuctionScheduled", terms });
}

/**
 * The rules: what follows from a command at t. A bid that they reject is an event like one that they accept; only what
 * leaves no entry is answered as a problem. What was due before t must have been applied (`settle`, or `handle`).
 */
export function decide(
  auction: AuctionState,
  command: AuctionCommand,
  t: Instant,
): Decision<AuctionEvent, Problem> {
  switch (command.type) {
    case "PlaceBid":
      return decideBid(auction, command, t);
    case "WithdrawBid":
      return decideWithdrawal(auction, command, t);
    case "VoidBids":
      return decideVoid(auction, command, t);
    case "Reschedule":
      return decideReschedule(auction, command, t);
    case "Open":
      return decideOpen(auction, t);
    case "Pause":
      return decidePause(auction, command);
    case "Resume":
      return decideResume(auction, t);
    case "Close":
      return decideClose(auction, command, t);
    case "Cancel":
      return decideCancel(auction, command);
    case "Invite":
      return decideInvite(auction, command);
    case "SignNda":
      return decideNda(auction, command, t);
    case "Admit":
      return decideAdmit(auction, command, t);
    case "SetLimit":
      return decideLimit(auction, command);
    case "ChangeAllotment":
      return decideAllotment(command);
    case "Remove":
      return decideRemove(auction, command, t);
    case "Shortlist":
      return decideShortlist(auction, command, t);
    case "OpenBids":
      return decideOpening(auction, command, t);
    case "AwardTo":
      return decideAwardTo(auction, command);
    case "NotAward":
      return decideNotAward(auction, command);
    case "DeclareUnsold":
      return decideUnsold(auction, command);
    default:
      return assertNever(command);
  }
}
