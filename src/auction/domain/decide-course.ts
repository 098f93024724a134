import { accept, type Decision } from "../../platform/decision";
import type { Instant } from "../../platform/time";
import type { AuctionState } from "./auction";
import { closingInVain } from "./closing-in-vain";
import type { Cancel, Pause, Reschedule } from "./commands";
import type { AuctionEvent } from "./events";
import { invalidState, problem, type Problem } from "./problem";
import { withOwnEnd } from "./own-end";
import { takesBidsYet } from "./standing";
import { rescheduled } from "./terms";
import { validateTerms } from "./validate-terms";

type Course = Decision<AuctionEvent, Problem>;

/** Before the opening the times may still change; nothing else may. */
export function decideReschedule(auction: AuctionState, command: Reschedule, t: Instant): Course {
  if (auction.status !== "SCHEDULED") return invalidState(auction, "SCHEDULED");
  const { opensAt, closesAt, hardEndAt, floorValidUntil } = command;
  if ((hardEndAt === null) !== (auction.terms.extension === null)) {
    return problem("INVALID_TERMS", "A hard end belongs to terms with an extension.", ["hardEndAt"]);
  }
  const terms = withOwnEnd(rescheduled(auction.terms, { opensAt, closesAt, hardEndAt }));
  const [first] = validateTerms(terms, { now: t, floorValidUntil });
  if (first) return problem("INVALID_TERMS", first.message, first.path);
  return accept({ type: "AuctionRescheduled", opensAt, closesAt: terms.closesAt, hardEndAt });
}

/** Before opensAt it moves opensAt to t, and what follows from it alone; when it has opened, what was asked for is done. */
export function decideOpen(auction: AuctionState, t: Instant): Course {
  if (auction.status === "OPEN") return accept();
  if (auction.status !== "SCHEDULED") return invalidState(auction, "SCHEDULED");
  return accept({ type: "AuctionOpened", opensAt: t });
}

export function decidePause(auction: AuctionState, { reason }: Pause): Course {
  if (auction.status !== "OPEN") return invalidState(auction, "OPEN");
  return accept({ type: "AuctionPaused", reason });
}

/** Its clock stood still: everything that lies ahead moves by the length of the pause. What came to nothing meanwhile closes. */
export function decideResume(auction: AuctionState, t: Instant): Course {
  if (auction.status !== "PAUSED" || auction.pausedAt === null) return invalidState(auction, "PAUSED");
  const pause = t - auction.pausedAt;
  const hardEndAt = auction.hardEndAt === null ? null : auction.hardEndAt + pause;
  const closed = closingInVain({ ...auction, status: "OPEN" }, t);
  return accept<AuctionEvent>(
    { type: "AuctionResumed", closesAt: auction.closesAt + pause, hardEndAt },
    ...closed,
  );
}

/** Cancelling keeps the bids. Once bidding is over, a second person must agree. */
export function decideCancel(auction: AuctionState, { reason, isSeconded }: Cancel): Course {
  const isRunning = takesBidsYet(auction);
  const isClosed = !isRunning && (auction.status === "CLOSED" || auction.status === "AWAITING_SHARES");
  if (!isRunning && !isClosed) {
    return invalidState(auction, "SCHEDULED, OPEN, PAUSED, AWAITING_SHARES or CLOSED");
  }
  if (isClosed && !isSeconded) {
    return problem(
      "SEPARATION_OF_DUTIES",
      "Cancelling a closed auction needs a second person of another role: propose it (proposeAnnulment).",
    );
  }
  return accept({ type: "AuctionCancelled", reason });
}
