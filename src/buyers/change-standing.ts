import type { Viewer } from "../platform/access/viewer";
import { readText } from "../platform/free-text";
import type { Id } from "../platform/ids";
import type { OrRefusal } from "../platform/refusal";
import type { QualificationDecision } from "./domain/decide";
import type { Act, Qualification } from "./domain/qualification";
import { lockBuyer } from "./lock-qualification";
import type { BuyerPorts } from "./ports";
import type { QualificationRecorder } from "./qualification-recorder";

/**
 * The seller suspends, reinstates or expels a firm: the three differ in what the rules say alone. Whatever a firm that is
 * barred has bid and is not sold yet is void, and stays so.
 */
export class ChangeStanding {
  constructor(
    private readonly ports: BuyerPorts,
    private readonly recorder: QualificationRecorder,
    private readonly decide: (found: Qualification, act: Act) => QualificationDecision,
  ) {}

  async run(
    viewer: Viewer,
    input: { readonly buyerId: Id; readonly reason: string },
  ): Promise<OrRefusal<Qualification>> {
    const reason = readText(input.reason, ["input", "reason"]);
    return this.ports.transactions.run(async (tx) => {
      const found = await lockBuyer(tx, viewer, input.buyerId);
      const decision = this.decide(found, { by: viewer.actor.id, at: await tx.now(), reason });
      return this.recorder.record(tx, viewer, found, decision);
    });
  }
}
