import type { Viewer } from "../platform/access/viewer";
import type { Id } from "../platform/ids";
import type { OrRefusal } from "../platform/refusal";
import type { CalendarDate } from "../platform/time";
import { submitRenewal } from "./domain/decide";
import type { Licence } from "./domain/evidence";
import type { Qualification } from "./domain/qualification";
import { lockQualification } from "./lock-qualification";
import type { BuyerPorts } from "./ports";
import type { QualificationRecorder } from "./qualification-recorder";

export interface LicenceRenewal {
  readonly qualificationId: Id;
  /** All that count from the confirmation on; what is left out is given up. */
  readonly licences: readonly Licence[];
  readonly insuranceValidUntil: CalendarDate;
}

/** A qualified firm sends new licences and insurance, which count once the seller has confirmed them. */
export class RenewLicences {
  constructor(
    private readonly ports: BuyerPorts,
    private readonly recorder: QualificationRecorder,
  ) {}

  async run(viewer: Viewer, renewal: LicenceRenewal): Promise<OrRefusal<Qualification>> {
    const { qualificationId, licences, insuranceValidUntil } = renewal;
    return this.ports.transactions.run(async (tx) => {
      const found = await lockQualification(tx, viewer, { id: qualificationId }, "FIRM");
      const evidence = {
        ...found.evidence,
        id: this.ports.identifiers.next(),
        submittedBy: viewer.actor.id,
        submittedAt: await tx.now(),
        licences,
        insuranceValidUntil,
      };
      return this.recorder.record(tx, viewer, found, submitRenewal(found, evidence));
    });
  }
}
