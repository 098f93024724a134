import type { Viewer } from "../platform/access/viewer";
import { readText } from "../platform/free-text";
import type { Id } from "../platform/ids";
import type { OrRefusal } from "../platform/refusal";
import { setAssetClasses } from "./domain/decide";
import type { Qualification } from "./domain/qualification";
import { lockBuyer } from "./lock-qualification";
import type { BuyerPorts } from "./ports";
import type { QualificationRecorder } from "./qualification-recorder";

export interface AssetClassesOrder {
  readonly buyerId: Id;
  readonly assetClasses: readonly string[];
  readonly rationale: string;
}

/** Changes what a qualified firm may buy. In a class that is taken away it bids no more, and nothing is awarded to it. */
export class SetAssetClasses {
  constructor(
    private readonly ports: BuyerPorts,
    private readonly recorder: QualificationRecorder,
  ) {}

  async run(
    viewer: Viewer,
    { buyerId, assetClasses, rationale }: AssetClassesOrder,
  ): Promise<OrRefusal<Qualification>> {
    const reason = readText(rationale, ["input", "rationale"]);
    return this.ports.transactions.run(async (tx) => {
      const found = await lockBuyer(tx, viewer, buyerId);
      const act = { by: viewer.actor.id, at: await tx.now(), reason };
      return this.recorder.record(tx, viewer, found, setAssetClasses(found, act, assetClasses));
    });
  }
}
