import { accept, type Decision } from "../../platform/decision";
import { seconds, type Instant } from "../../platform/time";
import type { AuctionState, LawfulBid } from "./auction";
import type { Shortlist } from "./commands";
import type { AuctionEvent } from "./events";
import { shortlistOf } from "./formats/shortlist";
import { problem, stateProblem, type Problem } from "./problem";

/** The seller's choice among the indications; whoever is left out above one that is taken in is owed a reason. */
export function decideShortlist(
  { terms, status, phase }: AuctionState,
  { firms, leftOut }: Shortlist,
  t: Instant,
): Decision<AuctionEvent, Problem> {
  const isToBeMade = status === "OPEN" && phase?.name === "SHORTLISTING" && phase.shortlist === null;
  if (!isToBeMade || terms.bestAndFinal === null)
    return stateProblem("auction", "making its short list", phase?.shortlist ? "SHORTLISTED" : status);
  const { opened } = phase;
  const taken = new Set(firms);
  const reasons = new Map(leftOut.map(({ buyerId, reason }) => [buyerId, reason]));
  const isTaken = ({ buyerId }: LawfulBid) => taken.has(buyerId);
  if (opened.filter(isTaken).length !== firms.length || firms.length === 0)
    return problem("BAD_USER_INPUT", "Name firms with an indication that counts, each once.", ["firms"]);
  const out = opened.filter((indication) => !isTaken(indication));
  if (out.filter(({ buyerId }) => reasons.has(buyerId)).length !== leftOut.length)
    return problem("BAD_USER_INPUT", "Reasons are for firms that are left out, one each.", ["leftOut"]);
  const lowest = opened.findLast(isTaken);
  if (out.some(({ buyerId, amount }) => lowest && amount > lowest.amount && !reasons.has(buyerId)))
    return problem("BAD_USER_INPUT", "Whoever is left out above one that is taken in needs a reason.", [
      "leftOut",
    ]);
  const startsAt = t + seconds(terms.bestAndFinal.startsAfterSeconds);
  return accept(...shortlistOf(opened, isTaken, { reasons, startsAt }));
}
