import { personBehind } from "../platform/access/person-behind";
import type { Viewer } from "../platform/access/viewer";
import type { Transaction } from "../platform/database/transactions";
import { readText } from "../platform/free-text";
import type { Id } from "../platform/ids";
import { hidden } from "../platform/journal/hidden";
import { isSameAct } from "../platform/proposal";
import { refuse, refuseState, type OrRefusal, type Refusal } from "../platform/refusal";
import { insertAnnulment, proposedAnnulment } from "./annulment.store";
import { refuseLiveSale, type AuctionOnDesk, type AwardDesk } from "./award-desk";
import { AnnulmentKind, AnnulmentStatus, type Annulment } from "./domain/annulment";
import type { SalePorts } from "./ports";

export interface AnnulmentProposal {
  readonly auctionId: Id;
  readonly kind: AnnulmentKind;
  readonly rationale: string;
}

/** Proposes to cancel a closed auction or not to award it; nothing happens until a second person agrees. */
export class ProposeAnnulment {
  constructor(
    private readonly ports: SalePorts,
    private readonly desk: AwardDesk,
  ) {}

  run(viewer: Viewer, input: AnnulmentProposal): Promise<OrRefusal<Annulment>> {
    const proposed = { ...input, rationale: readText(input.rationale, ["input", "rationale"]) };
    return this.ports.transactions.run(async (tx) => {
      const desk = await this.desk.open(tx, viewer, proposed.auctionId);
      const annulment = await this.draft(tx, viewer, proposed);
      const waiting = await proposedAnnulment(tx.manager, proposed.auctionId);
      if (waiting && isSameProposal(waiting, annulment)) return waiting;
      if (waiting)
        return refuse("ALREADY_EXISTS", "A proposal about this auction waits for its second person.");
      const refusal = refuseUnlessAnnullable(desk, proposed.kind);
      if (refusal) return refusal;
      await this.record(tx, viewer, annulment);
      return annulment;
    });
  }

  private async draft(tx: Transaction, viewer: Viewer, proposed: AnnulmentProposal): Promise<Annulment> {
    const { auctionId, kind, rationale } = proposed;
    const person = await personBehind(tx.manager, viewer.actor);
    return {
      id: this.ports.identifiers.next(),
      auctionId,
      sellerId: viewer.organization.id,
      kind,
      status: AnnulmentStatus.PROPOSED,
      proposal: { by: viewer.actor.id, person, at: await tx.now(), rationale },
      verdict: null,
    };
  }

  /** In the seller's stream: the auction's tells participants what was decided, not what was thought of. */
  private async record(tx: Transaction, viewer: Viewer, annulment: Annulment): Promise<void> {
    const { id, auctionId, sellerId, kind, proposal } = annulment;
    await insertAnnulment(tx, annulment);
    await this.ports.journal.append(tx, {
      stream: sellerId,
      kind: "ORGANIZATION",
      type: "AnnulmentProposed",
      actor: viewer.actor,
      data: { annulmentId: id, auctionId, kind, rationale: hidden(proposal.rationale, sellerId) },
    });
  }
}

/** Only a result that nothing has come of can be set aside. */
export function refuseUnlessAnnullable(
  { locked, sales }: AuctionOnDesk,
  kind: AnnulmentKind,
): Refusal | null {
  const { status } = locked.state;
  const mayBeAwarded = kind === AnnulmentKind.NOT_AWARD && status === "AWARDED";
  const mayBeOpened = kind === AnnulmentKind.CANCEL && status === "AWAITING_SHARES";
  if (status !== "CLOSED" && !mayBeAwarded && !mayBeOpened) {
    const needed = kind === AnnulmentKind.CANCEL ? "AWAITING_SHARES or CLOSED" : "CLOSED, or AWARDED in vain";
    return refuseState("auction", needed, status);
  }
  return refuseLiveSale(sales);
}

function isSameProposal(waiting: Annulment, { kind, proposal }: Annulment): boolean {
  return waiting.kind === kind && isSameAct(waiting.proposal, proposal);
}
