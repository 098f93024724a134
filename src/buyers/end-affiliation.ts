import type { Viewer } from "../platform/access/viewer";
import { readText } from "../platform/free-text";
import type { Id } from "../platform/ids";
import { hidden } from "../platform/journal/hidden";
import { affiliationGroups, takeOutOfGroup } from "./affiliation.store";
import type { Qualification } from "./domain/qualification";
import { lockBuyer } from "./lock-qualification";
import type { BuyerPorts } from "./ports";
import { actorOf } from "./qualification.journal";
import { lockFirms } from "./qualification.store";

/** The seller finds that a firm belongs with nobody any more; the rest of its group stays together. */
export class EndAffiliation {
  constructor(private readonly ports: BuyerPorts) {}

  async run(
    viewer: Viewer,
    input: { readonly buyerId: Id; readonly rationale: string },
  ): Promise<Qualification> {
    const reason = readText(input.rationale, ["input", "rationale"]);
    const sellerId = viewer.organization.id;
    return this.ports.transactions.run(async (tx) => {
      await lockFirms(tx, sellerId, input.buyerId);
      const firm = await lockBuyer(tx, viewer, input.buyerId);
      const groups = await affiliationGroups(tx.manager, sellerId);
      if (!groups.has(input.buyerId)) return firm;
      await takeOutOfGroup(tx, sellerId, input.buyerId);
      await this.ports.journal.append(tx, {
        stream: firm.id,
        kind: "BUYER",
        type: "AffiliationEnded",
        actor: actorOf(viewer),
        data: { reason: hidden(reason, sellerId) },
      });
      return firm;
    });
  }
}
