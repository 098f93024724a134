import type { Viewer } from "../platform/access/viewer";
import type { Transaction } from "../platform/database/transactions";
import { notFound } from "../platform/errors";
import type { Id } from "../platform/ids";
import { refuseState, type OrRefusal } from "../platform/refusal";
import { decideApplication } from "./domain/decide";
import type { Statement } from "./domain/evidence";
import type { QualificationApplied } from "./domain/events";
import type { Qualification } from "./domain/qualification";
import type { BuyerPorts } from "./ports";
import type { QualificationRecorder } from "./qualification-recorder";
import { currentQualification, findSeller, lockFirms } from "./qualification.store";

/** A firm asks a seller, named by its slug, to vet it, with the evidence that it has. */
export class ApplyForQualification {
  constructor(
    private readonly ports: BuyerPorts,
    private readonly recorder: QualificationRecorder,
  ) {}

  async run(
    viewer: Viewer,
    input: { readonly seller: string; readonly statement: Statement },
  ): Promise<OrRefusal<Qualification>> {
    return this.ports.transactions.run(async (tx) => {
      const sellerId = await findSeller(tx.manager, input.seller);
      if (sellerId === null) throw notFound();
      const buyerId = viewer.organization.id;
      await lockFirms(tx, buyerId);
      const last = await currentQualification(tx.manager, { sellerId, buyerId });
      const decision = decideApplication(last, await this.application(tx, viewer, sellerId, input.statement));
      if (decision.kind === "rejected") {
        return refuseState("qualification", decision.rejection.needed, decision.rejection.found);
      }
      const [event] = decision.events;
      if (event) return this.recorder.begin(tx, viewer, event);
      if (!last) throw new Error("A firm's own application is missing");
      return last;
    });
  }

  private async application(
    tx: Transaction,
    viewer: Viewer,
    sellerId: Id,
    statement: Statement,
  ): Promise<QualificationApplied> {
    const { identifiers } = this.ports;
    const [submittedBy, submittedAt] = [viewer.actor.id, await tx.now()];
    return {
      type: "QualificationApplied",
      firm: { id: identifiers.next(), sellerId, buyerId: viewer.organization.id },
      application: { ...statement, id: identifiers.next(), submittedBy, submittedAt },
    };
  }
}
