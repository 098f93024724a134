import type { Viewer } from "../platform/access/viewer";
import { readText } from "../platform/free-text";
import type { Id } from "../platform/ids";
import type { Money } from "../platform/money";
import type { OrRefusal } from "../platform/refusal";
import { setExposureLimit } from "./domain/decide";
import type { Qualification } from "./domain/qualification";
import { exposureLimit } from "./exposure.store";
import { lockBuyer } from "./lock-qualification";
import type { BuyerPorts } from "./ports";
import type { QualificationRecorder } from "./qualification-recorder";

export interface ExposureLimitOrder {
  readonly buyerId: Id;
  readonly limit: Money;
  readonly rationale: string;
}

/** Changes what a qualified firm may be committed to, in the limit's currency; each currency has a limit of its own. */
export class SetExposureLimit {
  constructor(
    private readonly ports: BuyerPorts,
    private readonly recorder: QualificationRecorder,
  ) {}

  async run(
    viewer: Viewer,
    { buyerId, limit, rationale }: ExposureLimitOrder,
  ): Promise<OrRefusal<Qualification>> {
    const reason = readText(rationale, ["input", "rationale"]);
    return this.ports.transactions.run(async (tx) => {
      const found = await lockBuyer(tx, viewer, buyerId);
      const current = await exposureLimit(tx, found, limit.currency);
      const act = { by: viewer.actor.id, at: await tx.now(), reason };
      return this.recorder.record(tx, viewer, found, setExposureLimit(found, act, { limit, current }));
    });
  }
}
