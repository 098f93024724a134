import { accept, reject, type Decision } from "../../platform/decision";
import type { Id } from "../../platform/ids";
import type { Act } from "../../platform/proposal";

/** That a seller holds a portfolio to be strategic: who said so, and who took it back. */
export interface StrategicMark {
  readonly markerId: Id;
  readonly rationale: string;
  readonly unmarkerId: Id | null;
  readonly unmarkingRationale: string | null;
}

/** What becomes of a portfolio's last mark. */
export type MarkingEvent = { readonly type: "PortfolioMarkedStrategic" | "PortfolioUnmarkedStrategic" };

/** One person is enough to ask for more signatures. */
export function decideMarking(
  last: StrategicMark | null,
  act: Act,
): Decision<MarkingEvent, "ALREADY_MARKED"> {
  if (last === null || last.unmarkerId !== null) return accept({ type: "PortfolioMarkedStrategic" });
  const isOwn = last.markerId === act.person && last.rationale === act.rationale;
  return isOwn ? accept() : reject("ALREADY_MARKED");
}

/** To ask for fewer takes another person than the one who asked for more. */
export function decideUnmarking(
  last: StrategicMark | null,
  act: Act,
): Decision<MarkingEvent, "NOT_MARKED" | "SEPARATION_OF_DUTIES"> {
  if (last === null) return reject("NOT_MARKED");
  if (last.unmarkerId !== null) {
    const isOwn = last.unmarkerId === act.person && last.unmarkingRationale === act.rationale;
    return isOwn ? accept() : reject("NOT_MARKED");
  }
  if (last.markerId === act.person) return reject("SEPARATION_OF_DUTIES");
  return accept({ type: "PortfolioUnmarkedStrategic" });
}
