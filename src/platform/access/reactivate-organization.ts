import type { Transactions } from "../database/transactions";
import { notFound } from "../errors";
import { isId, type Id } from "../ids";
import type { Journal } from "../journal/journal";
import { OrganizationEntity } from "./organization.entity";
import { lockOrganization, setDeactivated } from "./organization.store";
import type { Viewer } from "./viewer";

/** Lets the people and keys of an organization in again, but for those that were ended one by one. */
export class ReactivateOrganization {
  constructor(private readonly ports: { readonly transactions: Transactions; readonly journal: Journal }) {}

  async run(viewer: Viewer, input: { readonly organizationId: Id }): Promise<OrganizationEntity> {
    if (!isId(input.organizationId)) throw notFound();
    return this.ports.transactions.run(async (tx) => {
      const organization = await lockOrganization(tx, input.organizationId);
      if (!organization) throw notFound();
      if (organization.deactivatedAt === null) return organization;
      await setDeactivated(tx, OrganizationEntity, organization.id, null);
      await this.ports.journal.append(tx, {
        stream: organization.id,
        kind: "ORGANIZATION",
        type: "OrganizationReactivated",
        actor: viewer.actor,
        data: {},
      });
      return { ...organization, deactivatedAt: null, deactivatedBy: null };
    });
  }
}
