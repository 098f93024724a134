import type { Viewer } from "../platform/access/viewer";
import { readText } from "../platform/free-text";
import type { Id } from "../platform/ids";
import type { OrRefusal } from "../platform/refusal";
import { reinstate } from "./domain/decide";
import type { Qualification } from "./domain/qualification";
import { lockBuyer } from "./lock-qualification";
import type { BuyerPorts } from "./ports";
import type { QualificationRecorder } from "./qualification-recorder";

/** The seller lets a suspended firm bid again; what was voided stays void. */
export class ReinstateBuyer {
  constructor(
    private readonly ports: BuyerPorts,
    private readonly recorder: QualificationRecorder,
  ) {}

  async run(
    viewer: Viewer,
    input: { readonly buyerId: Id; readonly reason: string },
  ): Promise<OrRefusal<Qualification>> {
    const reason = readText(input.reason, ["input", "reason"]);
    return this.ports.transactions.run(async (tx) => {
      const found = await lockBuyer(tx, viewer, input.buyerId);
      const decision = reinstate(found, { by: viewer.actor.id, at: await tx.now(), reason });
      return this.recorder.record(tx, viewer, found, decision);
    });
  }
}
