import { In, IsNull, MoreThan, type DataSource } from "typeorm";
import type { Transaction } from "../database/transactions";
import type { Page } from "../graphql/connections";
import type { Id } from "../ids";
import { formatInstant, type Instant } from "../time";
import { ApiKeyEntity } from "./api-key.entity";
import { OrganizationEntity } from "./organization.entity";

export interface KeyWithOrganization {
  readonly key: ApiKeyEntity;
  readonly organization: OrganizationEntity;
}

export async function findKeyByHash(database: DataSource, hash: Buffer): Promise<KeyWithOrganization | null> {
  const key = await database.manager.findOneBy(ApiKeyEntity, { secretHash: hash });
  if (!key) return null;
  const organization = await database.manager.findOneByOrFail(OrganizationEntity, { id: key.organizationId });
  return { key, organization };
}

export async function insertKey(
  tx: Transaction,
  key: Omit<ApiKeyEntity, "revokedAt" | "revokedBy">,
): Promise<ApiKeyEntity> {
  const row: ApiKeyEntity = { ...key, revokedAt: null, revokedBy: null };
  await tx.manager.insert(ApiKeyEntity, row);
  return row;
}

export function lockKey(tx: Transaction, organizationId: Id, id: Id): Promise<ApiKeyEntity | null> {
  const where = { organizationId, id };
  return tx.manager.findOne(ApiKeyEntity, { where, lock: { mode: "for_no_key_update" } });
}

/** How many keys of the organization still open something. */
export async function countLiveKeys(tx: Transaction, organizationId: Id, at: Instant): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    `SELECT count(*)::integer AS count FROM api_key
     WHERE organization_id = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $2)`,
    [organizationId, formatInstant(at)],
  );
  return row?.count ?? 0;
}

export interface Revocation {
  readonly at: Instant;
  readonly by: Id;
}

export async function setRevoked(tx: Transaction, ids: readonly Id[], revocation: Revocation): Promise<void> {
  await tx.manager.update(
    ApiKeyEntity,
    { id: In([...ids]) },
    { revokedAt: revocation.at, revokedBy: revocation.by },
  );
}

/** The keys that a person made and that are not revoked, locked. */
export function lockKeysMadeBy(tx: Transaction, userId: Id): Promise<ApiKeyEntity[]> {
  return tx.manager.find(ApiKeyEntity, {
    where: { createdBy: userId, revokedAt: IsNull() },
    order: { id: "ASC" },
    lock: { mode: "for_no_key_update" },
  });
}

/** An organization's keys, revoked and expired ones too, in the order in which they came; one more than the page. */
export function listKeys(database: DataSource, organizationId: Id, page: Page): Promise<ApiKeyEntity[]> {
  const after = page.after?.[0];
  return database.manager.find(ApiKeyEntity, {
    where: { organizationId, ...(after === undefined ? {} : { id: MoreThan(String(after)) }) },
    order: { id: "ASC" },
    take: page.first + 1,
  });
}
