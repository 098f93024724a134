import { accept, reject, type Decision } from "../../platform/decision";
import type { Id } from "../../platform/ids";
import type { Instant } from "../../platform/time";

/** What becomes of a closed auction that is not to end in a sale. */
export enum AnnulmentKind {
  CANCEL = "CANCEL",
  NOT_AWARD = "NOT_AWARD",
}

export enum AnnulmentStatus {
  PROPOSED = "PROPOSED",
  APPROVED = "APPROVED",
  REJECTED = "REJECTED",
}

export enum AnnulmentDecision {
  APPROVE = "APPROVE",
  REJECT = "REJECT",
}

/** What somebody did: by themselves or by a program, whose key's maker is then the person. */
export interface Act {
  readonly by: Id;
  readonly person: Id;
  readonly at: Instant;
  readonly rationale: string;
}

/** A closed auction's result set aside: proposed by its admin, in force when a second person agrees. */
export interface Annulment {
  readonly id: Id;
  readonly auctionId: Id;
  readonly sellerId: Id;
  readonly kind: AnnulmentKind;
  readonly status: AnnulmentStatus;
  readonly proposal: Act;
  readonly verdict: Act | null;
}

export type AnnulmentProblem =
  | { readonly code: "INVALID_STATE"; readonly found: AnnulmentStatus }
  | { readonly code: "SEPARATION_OF_DUTIES" };

/** Another person than the proposer decides; the same decision again by the same person is the same decision. */
export function secondAnnulment(
  annulment: Annulment,
  decision: AnnulmentDecision,
  act: Act,
): Decision<Annulment, AnnulmentProblem> {
  const status = decision === AnnulmentDecision.APPROVE ? AnnulmentStatus.APPROVED : AnnulmentStatus.REJECTED;
  if (annulment.status !== AnnulmentStatus.PROPOSED) {
    const isOwn =
      annulment.status === status && annulment.verdict !== null && isSameAct(annulment.verdict, act);
    return isOwn ? accept() : reject({ code: "INVALID_STATE", found: annulment.status });
  }
  if (annulment.proposal.person === act.person) return reject({ code: "SEPARATION_OF_DUTIES" });
  return accept({ ...annulment, status, verdict: act });
}

export function isSameAct(done: Act, act: Act): boolean {
  return done.person === act.person && done.rationale === act.rationale;
}
