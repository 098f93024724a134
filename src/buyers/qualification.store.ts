import { In, type EntityManager } from "typeorm";
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
    firmIds,
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
