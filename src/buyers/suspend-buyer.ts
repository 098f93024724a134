import type { Viewer } from "../platform/access/viewer";
import { readText } from "../platform/free-text";
import type { Id } from "../platform/ids";
import type { OrRefusal } from "../platform/refusal";
import { suspend } from "./domain/decide";
import type { Qualification } from "./domain/qualification";
import { lockBuyer } from "./lock-qualification";
import type { BuyerPorts } from "./ports";
import type { QualificationRecorder } from "./qualification-recorder";

/** The seller suspends a qualified firm until it is reinstated; whatever it has bid and is not sold yet is void. */
export class SuspendBuyer {
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
      const decision = suspend(found, { by: viewer.actor.id, at: await tx.now(), reason });
      return this.recorder.record(tx, viewer, found, decision);
    });
  }
}
