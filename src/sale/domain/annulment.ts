import type { Decision } from "../../platform/decision";
import type { Id } from "../../platform/ids";
import { decideProposal, type Act, type Proposal, type ProposalProblem } from "../../platform/proposal";

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

/** A closed auction's result set aside: proposed by its admin, in force when a second person agrees. */
export interface Annulment extends Proposal<AnnulmentStatus> {
  readonly id: Id;
  readonly auctionId: Id;
  readonly sellerId: Id;
  readonly kind: AnnulmentKind;
}

/** Another person than the proposer decides. */
export function secondAnnulment(
  annulment: Annulment,
  decision: AnnulmentDecision,
  act: Act,
): Decision<Annulment, ProposalProblem<AnnulmentStatus>> {
  const to = decision === AnnulmentDecision.APPROVE ? AnnulmentStatus.APPROVED : AnnulmentStatus.REJECTED;
  return decideProposal(annulment, { from: AnnulmentStatus.PROPOSED, to }, act);
}
