import { In, type EntityManager } from "typeorm";
import type { Transaction } from "../platform/database/transactions";
import type { Id } from "../platform/ids";
import { AffiliationEntity } from "./affiliation.entity";
import type { AffiliationGroups } from "./domain/affiliation";

/** For each seller every group that it knows of: they are few, and written by hand. */
export async function affiliationGroupsOf(
  manager: EntityManager,
  sellerIds: readonly Id[],
): Promise<AffiliationGroups[]> {
  const rows = await manager.findBy(AffiliationEntity, { sellerId: In([...sellerIds]) });
  return sellerIds.map(
    (id) =>
      new Map(
        rows
          .filter(({ sellerId }) => sellerId === id)
          .map(({ organizationId, groupId }) => [organizationId, groupId]),
      ),
  );
}

export async function affiliationGroups(manager: EntityManager, sellerId: Id): Promise<AffiliationGroups> {
  const [groups] = await affiliationGroupsOf(manager, [sellerId]);
  return groups ?? new Map();
}

export async function putInGroup(
  tx: Transaction,
  sellerId: Id,
  group: { readonly id: Id; readonly members: readonly Id[] },
): Promise<void> {
  await tx.manager.upsert(
    AffiliationEntity,
    group.members.map((organizationId) => ({ sellerId, organizationId, groupId: group.id })),
    ["sellerId", "organizationId"],
  );
}

export async function takeOutOfGroup(tx: Transaction, sellerId: Id, organizationId: Id): Promise<void> {
  await tx.manager.delete(AffiliationEntity, { sellerId, organizationId });
}
