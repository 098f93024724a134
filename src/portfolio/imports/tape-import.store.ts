import { MoreThan, type EntityManager } from "typeorm";
import type { Transaction } from "../../platform/database/transactions";
import type { Page } from "../../platform/graphql/connections";
import { isId, type Id } from "../../platform/ids";
import { TapeImportStatus } from "../domain/tape-import";
import type { TapeRejection } from "../domain/tape-rejection";
import type { TapeCounts } from "../domain/tape-totals";
import { TapeImportEntity, TapeRejectionEntity } from "./tape-import.entity";

export async function findTapeImport(manager: EntityManager, id: Id): Promise<TapeImportEntity | null> {
  return isId(id) ? manager.findOneBy(TapeImportEntity, { id }) : null;
}

export async function lockTapeImport(tx: Transaction, id: Id): Promise<TapeImportEntity | null> {
  if (!isId(id)) return null;
  return tx.manager.findOne(TapeImportEntity, { where: { id }, lock: { mode: "for_no_key_update" } });
}

export async function insertTapeImport(tx: Transaction, tapeImport: TapeImportEntity): Promise<void> {
  await tx.manager.insert(TapeImportEntity, tapeImport);
}

export async function changeTapeImport(
  manager: EntityManager,
  id: Id,
  changes: Partial<Omit<TapeImportEntity, "mapping">>,
): Promise<void> {
  await manager.update(TapeImportEntity, { id }, changes);
}

/** The columns that say how far an import is. */
export function countColumns(
  counts: TapeCounts,
): Pick<TapeImportEntity, "rowsRead" | "rowsAccepted" | "rowsRejected" | "rejectionCount" | "faceValue"> {
  const { rowsRead, rowsRejected, rejections: rejectionCount, faceValue } = counts;
  return { rowsRead, rowsAccepted: rowsRead - rowsRejected, rowsRejected, rejectionCount, faceValue };
}

/**
 * Whoever uploads a tape holds this lock on its connection until the end. The lock goes with the connection, so an import
 * that is UPLOADING while nobody holds it was abandoned: its node died.
 */
export async function tryUploadLock(tx: Transaction, id: Id): Promise<boolean> {
  const [row] = await tx.query<{ locked: boolean }>(
    "SELECT pg_try_advisory_xact_lock(hashtextextended('upload of ' || $1, 0)) AS locked",
    [id],
  );
  return row?.locked ?? false;
}

export function isInProgress({ status }: TapeImportEntity): boolean {
  return status === TapeImportStatus.UPLOADING || status === TapeImportStatus.CHECKING;
}

/** Rejections in the order of the file, numbered on from those that are stored. */
export async function insertRejections(
  manager: EntityManager,
  tapeImportId: Id,
  { from, rejections }: { readonly from: number; readonly rejections: readonly TapeRejection[] },
): Promise<void> {
  if (rejections.length === 0) return;
  const rows = rejections.map((rejection, index) => ({ ...rejection, number: from + index }));
  await manager.query(
    `INSERT INTO tape_rejection (tape_import_id, number, line, column_name, code, message)
    SELECT $1, number, line, "column", code, message FROM json_to_recordset($2)
      AS r (number integer, line integer, "column" text, code text, message text)`,
    [tapeImportId, JSON.stringify(rows)],
  );
}

export async function deleteRejections(manager: EntityManager, tapeImportId: Id): Promise<void> {
  await manager.delete(TapeRejectionEntity, { tapeImportId });
}

/** A page of rejections in the order of the file, and one more where there is one. */
export function listRejections(
  manager: EntityManager,
  tapeImportId: Id,
  page: Page,
): Promise<TapeRejectionEntity[]> {
  return manager.find(TapeRejectionEntity, {
    where: { tapeImportId, ...(page.after ? { number: MoreThan(Number(page.after[0])) } : {}) },
    order: { number: "ASC" },
    take: page.first + 1,
  });
}
