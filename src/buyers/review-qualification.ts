import type { Viewer } from "../platform/access/viewer";
import type { Id } from "../platform/ids";
import type { OrRefusal } from "../platform/refusal";
import { startReview } from "./domain/decide";
import type { Qualification } from "./domain/qualification";
import { lockQualification } from "./lock-qualification";
import type { BuyerPorts } from "./ports";
import type { QualificationRecorder } from "./qualification-recorder";

/** The seller takes an application under review. */
export class ReviewQualification {
  constructor(
    private readonly ports: BuyerPorts,
    private readonly recorder: QualificationRecorder,
  ) {}

  async run(viewer: Viewer, input: { readonly qualificationId: Id }): Promise<OrRefusal<Qualification>> {
    return this.ports.transactions.run(async (tx) => {
      const found = await lockQualification(tx, viewer, { id: input.qualificationId }, "SELLER");
      return this.recorder.record(tx, viewer, found, startReview(found, viewer.actor.id, await tx.now()));
    });
  }
}
