import { In, type EntityManager } from "typeorm";
import { isSlug } from "../platform/access/claims";
import { OrganizationEntity } from "../platform/access/organization.entity";
import { OrganizationKind } from "../platform/access/viewer";
import type { Transaction } from "../platform/database/transactions";
import { isId, type Id } from "../platform/ids";
import type { Evidence } from "./domain/evidence";
import { lapsesAt } from "./domain/lapse";
import type { Qualification } from "./domain/qualification";
import { EvidenceEntity, LicenceEntity } from "./evidence.entity";
import { QualificationEntity } from "./qualification.entity";
import { fromRow, toEvidence, toRow } from "./qualification.rows";

/** A firm's vetting by a seller, named by its two organizations. */
export interface Relation {
  readonly sellerId: Id;
  readonly buyerId: Id;
}

/** Takes the firm's lock; it comes before every other lock: firm, auctions by id, sale, request. */
export async function lockFirms(tx: Transaction, ...firmIds: readonly Id[]): Promise<void> {
  await tx.query("SELECT id FROM organization WHERE id = ANY($1::uuid[]) ORDER BY id FOR NO KEY UPDATE", [
    firmIds.filter(isId),
  ]);
}

/** The last qualification of a firm with a seller; of several, all before it were rejected. */
export async function currentQualification(
  manager: EntityManager,
  { sellerId, buyerId }: Relation,
): Promise<Qualification | null> {
  if (!isId(buyerId)) return null;
  const row = await manager.findOne(QualificationEntity, {
    where: { sellerId, buyerId },
    order: { submittedAt: "DESC" },
  });
  return row && ((await withEvidence(manager, [row]))[0] ?? null);
}

/** The qualification with this identifier, or the one whose last renewal has it. */
export async function findQualification(
  manager: EntityManager,
  by: { readonly id: Id } | { readonly renewalId: Id },
): Promise<Qualification | null> {
  if (!Object.values(by).every(isId)) return null;
  const row = await manager.findOneBy(QualificationEntity, by);
  return row && ((await withEvidence(manager, [row]))[0] ?? null);
}

/** Qualifications by identifier, with their evidence: three statements, however many. */
export async function qualificationsByIds(
  manager: EntityManager,
  ids: readonly Id[],
): Promise<Map<Id, Qualification>> {
  const rows = await manager.findBy(QualificationEntity, { id: In([...ids]) });
  return new Map((await withEvidence(manager, rows)).map((found) => [found.id, found]));
}

async function withEvidence(
  manager: EntityManager,
  rows: readonly QualificationEntity[],
): Promise<Qualification[]> {
  const ids = rows.flatMap((row) => [row.applicationId, row.evidenceId, row.renewalId ?? row.evidenceId]);
  if (ids.length === 0) return [];
  const evidence = await manager.findBy(EvidenceEntity, { id: In(ids) });
  const licences = await manager.find(LicenceEntity, {
    where: { evidenceId: In(ids) },
    order: { jurisdiction: "ASC", number: "ASC" },
  });
  const byId = new Map(evidence.map((row) => [row.id, toEvidence(row, licences)]));
  return rows.map((row) => fromRow(row, byId));
}

/** Evidence comes before the row that names it. */
export async function insertEvidence(
  tx: Transaction,
  qualificationId: Id,
  evidence: Evidence,
): Promise<void> {
  const { financialCapacity, licences, ...rest } = evidence;
  await tx.manager.insert(EvidenceEntity, {
    ...rest,
    qualificationId,
    financialCapacityMinor: financialCapacity.minor,
    financialCapacityCurrency: financialCapacity.currency,
    references: [...evidence.references],
    affiliations: [...evidence.affiliations],
  });
  if (licences.length === 0) return;
  await tx.manager.insert(
    LicenceEntity,
    licences.map((licence) => ({
      ...licence,
      evidenceId: evidence.id,
      lapsesAt: lapsesAt(licence.validUntil, licence.jurisdiction),
    })),
  );
}

export async function insertQualification(tx: Transaction, qualification: Qualification): Promise<void> {
  await tx.manager.insert(QualificationEntity, toRow(qualification));
}

/** Writes what a decision made of it; the firm's lock is held, so nobody else's work is overwritten. */
export async function updateQualification(tx: Transaction, qualification: Qualification): Promise<void> {
  await tx.manager.update(QualificationEntity, { id: qualification.id }, toRow(qualification));
}

/** The seller with this slug. */
export async function findSeller(manager: EntityManager, slug: string): Promise<Id | null> {
  if (!isSlug(slug)) return null;
  const seller = await manager.findOneBy(OrganizationEntity, { slug, kind: OrganizationKind.SELLER });
  return seller?.id ?? null;
}

/** For each firm the identifier of its last qualification with the seller, or with any when none is named. */
export async function currentIds(
  manager: EntityManager,
  asked: readonly { readonly buyerId: Id; readonly sellerId: Id | null }[],
): Promise<(Id | null)[]> {
  const rows = await manager.query<{ id: Id | null }[]>(
    `SELECT q.id FROM unnest($1::uuid[], $2::uuid[]) WITH ORDINALITY AS asked (buyer_id, seller_id, place)
     LEFT JOIN LATERAL (
       SELECT id FROM qualification
       WHERE buyer_id = asked.buyer_id AND (asked.seller_id IS NULL OR seller_id = asked.seller_id)
       ORDER BY submitted_at DESC LIMIT 1) q ON true
     ORDER BY asked.place`,
    [asked.map(({ buyerId }) => buyerId), asked.map(({ sellerId }) => sellerId)],
  );
  return rows.map(({ id }) => id);
}
