import type { Viewer } from "../platform/access/viewer";
import { readText } from "../platform/free-text";
import type { Id } from "../platform/ids";
import type { OrRefusal } from "../platform/refusal";
import { decideQualification } from "./domain/decide";
import type { Qualification, Terms } from "./domain/qualification";
import { lockQualification } from "./lock-qualification";
import type { BuyerPorts } from "./ports";
import type { QualificationRecorder } from "./qualification-recorder";

export interface QualificationVerdict {
  readonly qualificationId: Id;
  readonly rationale: string;
  /** What the firm is qualified for; `null` rejects it. */
  readonly terms: Terms | null;
}

/** Risk or compliance of the seller qualifies a firm on terms, or rejects it. */
export class DecideQualification {
  constructor(
    private readonly ports: BuyerPorts,
    private readonly recorder: QualificationRecorder,
  ) {}

  async run(viewer: Viewer, verdict: QualificationVerdict): Promise<OrRefusal<Qualification>> {
    const reason = readText(verdict.rationale, ["input", "rationale"]);
    return this.ports.transactions.run(async (tx) => {
      const found = await lockQualification(tx, viewer, { id: verdict.qualificationId }, "SELLER");
      const act = { by: viewer.actor.id, at: await tx.now(), reason };
      return this.recorder.record(tx, viewer, found, decideQualification(found, act, verdict.terms));
    });
  }
}
