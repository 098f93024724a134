import type { Actor, Viewer } from "../platform/access/viewer";
import type { Transaction } from "../platform/database/transactions";
import { refuseState, type OrRefusal, type Refusal } from "../platform/refusal";
import type { QualificationDecision } from "./domain/decide";
import { begin, evolve, type QualificationApplied, type QualificationEvent } from "./domain/events";
import type { Qualification } from "./domain/qualification";
import { keepExposureLimit } from "./exposure.store";
import type { BuyerPorts, ExposureLimit } from "./ports";
import { actorOf, journalData } from "./qualification.journal";
import { insertEvidence, insertQualification, updateQualification } from "./qualification.store";

/** Carries out what was decided about a firm that is locked: rows, reactions, entry. */
export class QualificationRecorder {
  constructor(private readonly ports: Pick<BuyerPorts, "journal" | "reactions">) {}

  async begin(tx: Transaction, viewer: Viewer, event: QualificationApplied): Promise<Qualification> {
    const qualification = begin(event);
    await insertEvidence(tx, qualification.id, event.application);
    await insertQualification(tx, qualification);
    await this.append(tx, viewer, event, qualification);
    return qualification;
  }

  /** Answers the qualification as it is then; without an event it is what was asked for already. */
  async record(
    tx: Transaction,
    viewer: Viewer,
    found: Qualification,
    decision: QualificationDecision,
  ): Promise<OrRefusal<Qualification>> {
    if (decision.kind === "rejected") {
      const { object, needed, found: state } = decision.rejection;
      return refuseState(object, needed, state);
    }
    let current = found;
    for (const event of decision.events) {
      current = evolve(current, event);
      if (event.type === "RenewalSubmitted") await insertEvidence(tx, current.id, event.evidence);
      await updateQualification(tx, current);
      const refusal = await this.react(tx, viewer.actor, event, current);
      if (refusal) return refusal;
      await this.append(tx, viewer, event, current);
    }
    return current;
  }

  private async react(
    tx: Transaction,
    by: Actor,
    event: QualificationEvent,
    { sellerId, buyerId }: Qualification,
  ): Promise<Refusal | null> {
    const { reactions } = this.ports;
    const firm = { sellerId, buyerId };
    switch (event.type) {
      case "BuyerQualified":
        await keepExposureLimit(tx, { ...firm, limit: event.terms.exposureLimit });
        return null;
      case "ExposureLimitSet":
        return this.reactToLimit(tx, { ...firm, limit: event.limit });
      case "AssetClassesSet":
        await reactions.onTermsChanged(tx, firm);
        return null;
      case "BuyerSuspended":
        await reactions.onBarred(tx, { ...firm, reason: "SUSPENDED", by });
        return null;
      case "BuyerExpelled":
        await reactions.onBarred(tx, { ...firm, reason: "EXPELLED", by });
        return null;
      case "RenewalConfirmed":
        await reactions.onLicencesChanged(tx, firm);
        return null;
      default:
        return null;
    }
  }

  /**
   * Auctions before sales: that is the order of their locks. The limit's row comes last of all, as for an auction that has
   * changed how much of it is allotted.
   */
  private async reactToLimit(tx: Transaction, limit: ExposureLimit): Promise<Refusal | null> {
    const { reactions } = this.ports;
    tx.beforeCommit(() => keepExposureLimit(tx, limit));
    const refusal = await reactions.onExposureLimitSet(tx, limit);
    if (!refusal) await reactions.onTermsChanged(tx, limit);
    return refusal;
  }

  private async append(
    tx: Transaction,
    viewer: Viewer,
    event: QualificationApplied | QualificationEvent,
    after: Qualification,
  ): Promise<void> {
    await this.ports.journal.append(tx, {
      stream: after.id,
      kind: "BUYER",
      type: event.type,
      actor: actorOf(viewer),
      data: journalData(event, after),
    });
  }
}
