import { accept, type Decision } from "../../platform/decision";
import type { AuctionState } from "./auction";
import type { AwardTo, DeclareUnsold, NotAward } from "./commands";
import type { AuctionEvent } from "./events";
import { invalidState, problem, type Problem } from "./problem";

type Verdict = Decision<AuctionEvent, Problem>;

/** A closed auction goes to a ranked firm; when that sale came to nothing, to one ranked after it; never below the reserve. */
export function decideAwardTo(auction: AuctionState, { bid, rationale }: AwardTo): Verdict {
  const isNext = auction.award === null || bid.rank > auction.award.rank;
  if (!isOver(auction) || !isNext) return invalidState(auction, "CLOSED, or AWARDED to a firm ranked before");
  if (bid.price < auction.terms.reserve.amount) {
    return problem(
      "RESERVE_NOT_MET",
      "This bid is below the reserve; selling lower needs a newly approved floor.",
    );
  }
  return accept({ type: "AuctionAwarded", ...bid, rationale });
}

/** The result is not taken, for a stated reason that a second person agreed to. */
export function decideNotAward(auction: AuctionState, { rationale, isSeconded }: NotAward): Verdict {
  if (!isOver(auction)) return invalidState(auction, "CLOSED or AWARDED");
  if (!isSeconded)
    return problem("SEPARATION_OF_DUTIES", "Not awarding needs a second person of another role.");
  return accept({ type: "AuctionNotAwarded", rationale });
}

export function decideUnsold(auction: AuctionState, { rationale }: DeclareUnsold): Verdict {
  if (!isOver(auction)) return invalidState(auction, "CLOSED or AWARDED");
  return accept({ type: "AuctionUnsold", rationale });
}

function isOver({ status }: AuctionState): boolean {
  return status === "CLOSED" || status === "AWARDED";
}
