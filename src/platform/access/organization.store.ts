import {
  MoreThan,
  type DataSource,
  type EntityManager,
  type InsertQueryBuilder,
  type ObjectLiteral,
} from "typeorm";
import type { Transaction } from "../database/transactions";
import type { Page } from "../graphql/connections";
import type { Id } from "../ids";
import type { Instant } from "../time";
import { OrganizationEntity } from "./organization.entity";
import { UserEntity } from "./user.entity";
import { OrganizationKind } from "./viewer";

/** What is on record of a token's bearer. */
export interface Identity {
  readonly organization: OrganizationEntity | null;
  readonly user: UserEntity | null;
}

export async function findIdentity(
  manager: EntityManager,
  of: { readonly slug: string; readonly issuer: string; readonly subject: string },
): Promise<Identity> {
  const organization = await manager.findOneBy(OrganizationEntity, { slug: of.slug });
  const user = await manager.findOneBy(UserEntity, { issuer: of.issuer, subject: of.subject });
  return { organization, user };
}

export function findOrganization(database: DataSource, id: Id): Promise<OrganizationEntity | null> {
  return database.manager.findOneBy(OrganizationEntity, { id });
}

export type NewOrganization = Pick<OrganizationEntity, "id" | "slug" | "name" | "kind" | "createdAt">;
export type NewUser = Pick<UserEntity, "id" | "organizationId" | "issuer" | "subject" | "name" | "createdAt">;

/** Answers whether it was inserted: not when the slug is taken. Waits for whoever is inserting it just now. */
export function insertOrganization(tx: Transaction, organization: NewOrganization): Promise<boolean> {
  return insertUnlessKnown(
    tx.manager.createQueryBuilder().insert().into(OrganizationEntity).values(organization),
  );
}

/** Answers whether it was inserted: not when the issuer's subject is known. */
export function insertUser(tx: Transaction, user: NewUser): Promise<boolean> {
  return insertUnlessKnown(tx.manager.createQueryBuilder().insert().into(UserEntity).values(user));
}

async function insertUnlessKnown<Row extends ObjectLiteral>(
  insert: InsertQueryBuilder<Row>,
): Promise<boolean> {
  const inserted = await insert.orIgnore().returning("id").updateEntity(false).execute();
  return (inserted.raw as unknown[]).length > 0;
}

export function hasOperator(tx: Transaction): Promise<boolean> {
  return tx.manager.existsBy(OrganizationEntity, { kind: OrganizationKind.OPERATOR });
}

/** Nobody else makes an organization until the end of the transaction; reading goes on. */
export async function lockOrganizations(tx: Transaction): Promise<void> {
  await tx.query("LOCK TABLE organization IN SHARE ROW EXCLUSIVE MODE");
}

export function lockOrganization(tx: Transaction, id: Id): Promise<OrganizationEntity | null> {
  return tx.manager.findOne(OrganizationEntity, { where: { id }, lock: { mode: "for_no_key_update" } });
}

export function lockUser(tx: Transaction, id: Id): Promise<UserEntity | null> {
  return tx.manager.findOne(UserEntity, { where: { id }, lock: { mode: "for_no_key_update" } });
}

/** Holds off whoever would deactivate the person, not others who read. */
export function shareUser(tx: Transaction, id: Id): Promise<UserEntity | null> {
  return tx.manager.findOne(UserEntity, { where: { id }, lock: { mode: "pessimistic_read" } });
}

/** Who is deactivated by whom and when; `null` for who is active again. */
export async function setDeactivated(
  tx: Transaction,
  entity: typeof OrganizationEntity | typeof UserEntity,
  id: Id,
  deactivation: { readonly at: Instant; readonly by: Id } | null,
): Promise<void> {
  await tx.manager.update<OrganizationEntity | UserEntity>(entity, id, {
    deactivatedAt: deactivation?.at ?? null,
    deactivatedBy: deactivation?.by ?? null,
  });
}

/** Organizations in the order in which they came, one more than the page. */
export function listOrganizations(database: DataSource, page: Page): Promise<OrganizationEntity[]> {
  const after = page.after?.[0];
  return database.manager.find(OrganizationEntity, {
    where: after === undefined ? {} : { id: MoreThan(String(after)) },
    order: { id: "ASC" },
    take: page.first + 1,
  });
}

/** An organization's people in the order in which they came, one more than the page. */
export function listUsers(database: DataSource, organizationId: Id, page: Page): Promise<UserEntity[]> {
  const after = page.after?.[0];
  return database.manager.find(UserEntity, {
    where: { organizationId, ...(after === undefined ? {} : { id: MoreThan(String(after)) }) },
    order: { id: "ASC" },
    take: page.first + 1,
  });
}
