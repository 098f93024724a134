import type { Viewer } from "../platform/access/viewer";
import type { Transaction } from "../platform/database/transactions";
import { badUserInput, notFound } from "../platform/errors";
import { readText } from "../platform/free-text";
import type { Id } from "../platform/ids";
import { hidden } from "../platform/journal/hidden";
import { affiliationGroups, putInGroup } from "./affiliation.store";
import { areAffiliated, joinedMembers } from "./domain/affiliation";
import type { Qualification } from "./domain/qualification";
import type { BuyerPorts } from "./ports";
import { actorOf } from "./qualification.journal";
import { currentQualification, lockFirms } from "./qualification.store";

export interface Affiliation {
  readonly buyerId: Id;
  /** Another firm that has applied to the seller, or the seller itself. */
  readonly affiliateId: Id;
  readonly rationale: string;
}

/** The seller finds that a firm belongs with another, or with the seller itself: they are one bidder, or none. */
export class ConfirmAffiliation {
  constructor(private readonly ports: BuyerPorts) {}

  async run(viewer: Viewer, { buyerId, affiliateId, rationale }: Affiliation): Promise<Qualification> {
    const reason = readText(rationale, ["input", "rationale"]);
    if (buyerId === affiliateId) throw badUserInput("Name another organization.", ["input", "affiliateId"]);
    const sellerId = viewer.organization.id;
    return this.ports.transactions.run(async (tx) => {
      const firms = await this.lock(tx, sellerId, [buyerId, affiliateId]);
      const groups = await affiliationGroups(tx.manager, sellerId);
      if (!areAffiliated(groups, buyerId, affiliateId)) {
        const members = joinedMembers(groups, buyerId, affiliateId);
        await putInGroup(tx, sellerId, { id: this.ports.identifiers.next(), members });
        const buyerIds = members.filter((member) => member !== sellerId);
        await this.ports.reactions.onAffiliated(tx, { sellerId, buyerIds });
        await this.append(tx, viewer, firms, { group: members, reason });
      }
      const [buyer] = firms;
      if (!buyer) throw notFound();
      return buyer;
    });
  }

  /** The seller's own row holds off whoever else is changing its groups. */
  private async lock(tx: Transaction, sellerId: Id, ids: readonly Id[]): Promise<Qualification[]> {
    await lockFirms(tx, sellerId, ...ids);
    const firms: Qualification[] = [];
    for (const buyerId of ids) {
      if (buyerId === sellerId) continue;
      const firm = await currentQualification(tx.manager, { sellerId, buyerId });
      if (!firm) throw notFound();
      firms.push(firm);
    }
    return firms;
  }

  private async append(
    tx: Transaction,
    viewer: Viewer,
    firms: readonly Qualification[],
    found: { readonly group: readonly Id[]; readonly reason: string },
  ): Promise<void> {
    const sellerId = viewer.organization.id;
    for (const firm of firms) {
      await this.ports.journal.append(tx, {
        stream: firm.id,
        kind: "BUYER",
        type: "AffiliationConfirmed",
        actor: actorOf(viewer),
        data: { group: hidden(found.group, sellerId), reason: hidden(found.reason, sellerId) },
      });
    }
  }
}
