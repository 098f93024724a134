import type { DataSource } from "typeorm";
import type { Id } from "../../platform/ids";
import type { Timers } from "../../platform/timers";
import type { TapeCounts } from "../domain/tape-totals";
import { changeTapeImport, countColumns } from "./tape-import.store";

/** How often at most an import's progress is written, and shown. */
export const PROGRESS_MILLISECONDS = 250;

/** Writes down how far an import is, outside the transaction that holds its accounts, so that others see it. */
export class TapeProgress {
  private lastAt: number;

  constructor(
    private readonly parts: {
      readonly database: DataSource;
      readonly timers: Timers;
      readonly tapeImportId: Id;
    },
  ) {
    this.lastAt = parts.timers.now();
  }

  async report(counts: TapeCounts): Promise<void> {
    const { database, timers, tapeImportId } = this.parts;
    if (timers.now() < this.lastAt + PROGRESS_MILLISECONDS) return;
    await changeTapeImport(database.manager, tapeImportId, countColumns(counts));
    this.lastAt = timers.now();
  }
}
