import type { Viewer } from "../platform/access/viewer";
import { readText } from "../platform/free-text";
import type { Id } from "../platform/ids";
import type { OrRefusal } from "../platform/refusal";
import type { CalendarDate } from "../platform/time";
import { decideRenewal } from "./domain/decide";
import type { Qualification } from "./domain/qualification";
import { lockQualification } from "./lock-qualification";
import type { BuyerPorts } from "./ports";
import type { QualificationRecorder } from "./qualification-recorder";

export interface RenewalVerdict {
  readonly renewalId: Id;
  readonly rationale: string;
  /** The next review date; `null` rejects the renewal, and what counted goes on counting. */
  readonly validUntil: CalendarDate | null;
}

/** The seller confirms a firm's renewal, with the next review date, or rejects it. */
export class DecideRenewal {
  constructor(
    private readonly ports: BuyerPorts,
    private readonly recorder: QualificationRecorder,
  ) {}

  async run(viewer: Viewer, verdict: RenewalVerdict): Promise<OrRefusal<Qualification>> {
    const reason = readText(verdict.rationale, ["input", "rationale"]);
    return this.ports.transactions.run(async (tx) => {
      const found = await lockQualification(tx, viewer, { renewalId: verdict.renewalId }, "SELLER");
      const act = { by: viewer.actor.id, at: await tx.now(), reason };
      return this.recorder.record(tx, viewer, found, decideRenewal(found, act, verdict.validUntil));
    });
  }
}
