import { notFound } from "../errors";
import { isId, type Id } from "../ids";
import { refuse, refuseState, type OrRefusal } from "../refusal";
import type { DeactivationPorts } from "./deactivate-user";
import { OrganizationEntity } from "./organization.entity";
import { lockOrganization, setDeactivated } from "./organization.store";
import type { Viewer } from "./viewer";

/** Ends the access of everybody in an organization, people and keys; what the organization has and owes stays. */
export class DeactivateOrganization {
  constructor(private readonly ports: DeactivationPorts) {}

  async run(viewer: Viewer, input: { readonly organizationId: Id }): Promise<OrRefusal<OrganizationEntity>> {
    if (!isId(input.organizationId)) throw notFound();
    if (input.organizationId === viewer.organization.id) {
      return refuse("SEPARATION_OF_DUTIES", "The operator's own organization stays active.");
    }
    return this.ports.transactions.run(async (tx) => {
      const organization = await lockOrganization(tx, input.organizationId);
      if (!organization) throw notFound();
      if (organization.deactivatedBy === viewer.actor.id) return organization;
      if (organization.deactivatedAt !== null) return refuseState("organization", "active", "DEACTIVATED");
      const deactivation = { at: await tx.now(), by: viewer.actor.id };
      await setDeactivated(tx, OrganizationEntity, organization.id, deactivation);
      await this.ports.journal.append(tx, {
        stream: organization.id,
        kind: "ORGANIZATION",
        type: "OrganizationDeactivated",
        actor: viewer.actor,
        data: {},
      });
      tx.afterCommit(() => this.ports.revocations.announce());
      return { ...organization, deactivatedAt: deactivation.at, deactivatedBy: deactivation.by };
    });
  }
}
