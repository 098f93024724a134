import { SYSTEM_ACTOR, type Actor } from "../../platform/access/viewer";
import type { Transaction } from "../../platform/database/transactions";
import type { Id } from "../../platform/ids";
import { isTicketUsable, TapeImportStatus } from "../domain/tape-import";
import type { TapeRejection } from "../domain/tape-rejection";
import { NOTHING_COUNTED, type TapeCounts } from "../domain/tape-totals";
import type { PortfolioPorts } from "../ports";
import type { TapeImportEntity } from "./tape-import.entity";
import {
  changeTapeImport,
  countColumns,
  deleteRejections,
  findTapeImport,
  insertRejections,
  isInProgress,
  lockTapeImport,
  tryUploadLock,
} from "./tape-import.store";

/** How an import ended that changed nothing. */
export interface RefusedTape {
  readonly reason: string;
  /** The upload ended before the file did: the ticket may be used again. */
  readonly isCutOff: boolean;
  readonly counts: TapeCounts | null;
  /** Found last, and how many were stored before them. */
  readonly rejections: readonly TapeRejection[];
  readonly storedRejections: number;
}

/** Whoever got the ticket answers for what is uploaded with it. */
export function startedByOf({ startedBy: id, startedByKind: kind }: TapeImportEntity): Actor {
  return { id, kind, name: "" };
}

/** Begins and ends uploads, but for those that are accepted. */
export class EndTapeImport {
  constructor(private readonly ports: PortfolioPorts) {}

  /** Begins an upload whose lock is held; `null` when the ticket cannot be used. An earlier one's traces go. */
  async claim(id: Id): Promise<TapeImportEntity | null> {
    return this.ports.transactions.run(async (tx) => {
      const found = await lockTapeImport(tx, id);
      if (!found || !isTicketUsable(found, await tx.now())) return null;
      await deleteRejections(tx.manager, id);
      await changeTapeImport(tx.manager, id, {
        status: TapeImportStatus.UPLOADING,
        isCutOff: false,
        reason: null,
        ...countColumns(NOTHING_COUNTED),
      });
      return found;
    });
  }

  /** Writes down why nothing came of it, while its uploader still holds the upload's lock. */
  async refuse(tapeImport: TapeImportEntity, refused: RefusedTape): Promise<void> {
    await this.ports.transactions.run(async (tx) => {
      const found = await lockTapeImport(tx, tapeImport.id);
      if (found && isInProgress(found)) await this.record(tx, found, refused, startedByOf(found));
    });
  }

  /** The import as it stands; one that was abandoned by a node that died is REFUSED first. */
  async settle(id: Id): Promise<TapeImportEntity | null> {
    const found = await findTapeImport(this.ports.database.manager, id);
    if (!found || !isInProgress(found)) return found;
    return this.ports.transactions.run(async (tx) => {
      const locked = await lockTapeImport(tx, id);
      if (!locked || !isInProgress(locked) || !(await tryUploadLock(tx, id))) return locked;
      await this.record(tx, locked, ABANDONED, SYSTEM_ACTOR);
      return findTapeImport(tx.manager, id);
    });
  }

  private async record(
    tx: Transaction,
    { id, portfolioId }: TapeImportEntity,
    { reason, isCutOff, counts, rejections, storedRejections }: RefusedTape,
    actor: Actor,
  ): Promise<void> {
    await insertRejections(tx.manager, id, { from: storedRejections + 1, rejections });
    await changeTapeImport(tx.manager, id, {
      status: TapeImportStatus.REFUSED,
      isCutOff,
      reason,
      ...(counts && {
        ...countColumns(counts),
        rejectionCount: counts.rejections + rejections.length,
      }),
    });
    await this.ports.journal.append(tx, {
      stream: portfolioId,
      kind: "PORTFOLIO",
      type: "TapeRefused",
      actor,
      data: {
        tapeImportId: id,
        isCutOff,
        rowsRead: counts?.rowsRead ?? null,
        rowsRejected: counts?.rowsRejected ?? null,
      },
    });
  }
}

const ABANDONED: RefusedTape = {
  reason: "The upload was cut off; the ticket may be used again while it is valid.",
  isCutOff: true,
  counts: null,
  rejections: [],
  storedRejections: 0,
};
