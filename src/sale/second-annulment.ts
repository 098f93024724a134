import { toRefusal } from "../auction";
import { personBehind } from "../platform/access/person-behind";
import type { Viewer } from "../platform/access/viewer";
import type { Transaction } from "../platform/database/transactions";
import { notFound } from "../platform/errors";
import { readText } from "../platform/free-text";
import type { Id } from "../platform/ids";
import { hidden } from "../platform/journal/hidden";
import { refuseProposal, type OrRefusal, type Refusal } from "../platform/refusal";
import { findAnnulment, setSeconded } from "./annulment.store";
import type { AuctionOnDesk, AwardDesk } from "./award-desk";
import {
  AnnulmentKind,
  AnnulmentStatus,
  secondAnnulment,
  type Annulment,
  type AnnulmentDecision,
} from "./domain/annulment";
import type { SalePorts } from "./ports";
import { refuseUnlessAnnullable } from "./propose-annulment";

export interface SecondOpinion {
  readonly annulmentId: Id;
  readonly decision: AnnulmentDecision;
  readonly rationale: string;
}

/** A second person of another role agrees, and the auction is cancelled or not awarded; or rejects, and it stays. */
export class SecondAnnulment {
  constructor(
    private readonly ports: SalePorts,
    private readonly desk: AwardDesk,
  ) {}

  run(viewer: Viewer, opinion: SecondOpinion): Promise<OrRefusal<Annulment>> {
    const rationale = readText(opinion.rationale, ["input", "rationale"]);
    return this.ports.transactions.run(async (tx) => {
      const { desk, annulment } = await this.open(tx, viewer, opinion.annulmentId);
      const person = await personBehind(tx.manager, viewer.actor);
      const act = { by: viewer.actor.id, person, at: await tx.now(), rationale };
      const decision = secondAnnulment(annulment, opinion.decision, act);
      if (decision.kind === "rejected") return refuseProposal("annulment", decision.rejection);
      const [decided] = decision.events;
      if (!decided) return annulment;
      const refusal = await this.carryOut(viewer, desk, decided);
      if (refusal) return refusal;
      await this.record(tx, viewer, decided);
      return decided;
    });
  }

  /** The proposal, read under its auction's lock. */
  private async open(
    tx: Transaction,
    viewer: Viewer,
    id: Id,
  ): Promise<{ desk: AuctionOnDesk; annulment: Annulment }> {
    const unlocked = await findAnnulment(tx.manager, id);
    if (!unlocked || unlocked.sellerId !== viewer.organization.id) throw notFound();
    const desk = await this.desk.open(tx, viewer, unlocked.auctionId);
    const annulment = await findAnnulment(tx.manager, id);
    if (!annulment) throw new Error("An annulment is never deleted");
    return { desk, annulment };
  }

  private async carryOut(
    viewer: Viewer,
    desk: AuctionOnDesk,
    { kind, status, proposal }: Annulment,
  ): Promise<Refusal | null> {
    if (status !== AnnulmentStatus.APPROVED) return null;
    const refusal = refuseUnlessAnnullable(desk, kind);
    if (refusal) return refusal;
    const { rationale } = proposal;
    const problem = await desk.locked.decide(
      kind === AnnulmentKind.CANCEL
        ? { type: "Cancel", reason: rationale, isSeconded: true }
        : { type: "NotAward", rationale, isSeconded: true },
      { actor: viewer.actor, firm: null },
    );
    return problem && toRefusal(problem);
  }

  private async record(tx: Transaction, viewer: Viewer, annulment: Annulment): Promise<void> {
    const { id, auctionId, sellerId, status, verdict } = annulment;
    await setSeconded(tx, annulment);
    await this.ports.journal.append(tx, {
      stream: sellerId,
      kind: "ORGANIZATION",
      type: status === AnnulmentStatus.APPROVED ? "AnnulmentApproved" : "AnnulmentRejected",
      actor: viewer.actor,
      data: { annulmentId: id, auctionId, rationale: hidden(verdict?.rationale ?? null, sellerId) },
    });
  }
}
