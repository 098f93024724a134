import { setImmediate } from "node:timers/promises";
import type { EntityManager } from "typeorm";
import type { AccountBatch } from "./account-batch";
import type { AccountWriter } from "./account-writer";
import { isUnreadable, TapeReader } from "../domain/tape-reader";
import type { ReadTape } from "../domain/judge-tape";
import type { CompiledMapping } from "../domain/mapping";
import { TapeRejectionCode, type TapeRejection } from "../domain/tape-rejection";
import { countRows, NOTHING_COUNTED } from "../domain/tape-totals";
import { insertRejections } from "./tape-import.store";
import type { TapeProgress } from "./tape-progress";

/** Rows that are written at once: enough that the ways to PostgreSQL and back cost little, few enough to hold two batches. */
const BATCH_ROWS = 8_192;
/** Bytes that are read at once: between them bids are decided, and PostgreSQL's messages answered. */
const PIECE_BYTES = 16 * 1_024;
/** What is kept of all that is wrong with a tape's rows: enough to see what it is, however long the tape is. */
const MOST_REJECTIONS_KEPT = 10_000;
/** Bytes that a tape may have at most: what one upload may do to the disk. */
const LARGEST_TAPE = 4 * 1024 ** 3;

export interface TapeIntakeParts {
  readonly mapping: CompiledMapping;
  readonly newBatch: () => AccountBatch;
  readonly writer: AccountWriter;
  readonly progress: TapeProgress;
  /** Outside the upload's transaction: rejections stay when the accounts do not. */
  readonly manager: EntityManager;
  readonly tapeImportId: string;
}

/**
 * Takes a tape as it arrives: reads rows while the batch before them is being written, and never holds more than two
 * batches, however long the tape is. A slow database holds back the reading, and so the sender.
 */
export class TapeIntake {
  private readonly reader: TapeReader;
  private filling: AccountBatch;
  private spare: AccountBatch;
  private writing: Promise<void> = Promise.resolve();
  private counted = NOTHING_COUNTED;
  private stored = 0;
  private unreadable: readonly TapeRejection[] | null = null;
  private truncated = false;
  private size = 0;

  constructor(private readonly parts: TapeIntakeParts) {
    this.reader = new TapeReader(parts.mapping);
    this.filling = parts.newBatch();
    this.spare = parts.newBatch();
  }

  /** What is known so far; complete once `end` or `settle` is through. */
  get result(): Omit<ReadTape, "end"> & { readonly storedRejections: number } {
    const fileRejections = this.unreadable ?? [];
    return {
      counts: this.counted,
      lastLine: this.reader.lastLine,
      fileRejections,
      isTruncated: this.truncated || fileRejections.some(isTruncation),
      storedRejections: this.stored,
    };
  }

  /** Once the file is known to be unreadable, the rest of it is not looked at. */
  async push(bytes: Uint8Array): Promise<void> {
    this.size += bytes.byteLength;
    if (this.size > LARGEST_TAPE) this.unreadable ??= [tooLarge(this.reader.lastLine)];
    for (let start = 0; start < bytes.byteLength && !this.unreadable; start += PIECE_BYTES) {
      if (start > 0) await setImmediate();
      await this.take(this.reader.push(bytes.subarray(start, start + PIECE_BYTES)));
    }
  }

  /** The file is over, and everything of it written. */
  async end(): Promise<void> {
    if (!this.unreadable) await this.take(this.reader.end());
    await this.flush();
    await this.writing;
  }

  /** Waits for the batch that is being written, whatever comes of it. */
  async settle(): Promise<void> {
    await this.writing.catch(() => undefined);
  }

  private async take(result: ReturnType<TapeReader["push"]>): Promise<void> {
    if (isUnreadable(result)) {
      this.unreadable = result.unreadable;
      return;
    }
    for (const row of result) this.filling.add(row);
    if (this.filling.rows.length >= BATCH_ROWS) await this.flush();
  }

  private async flush(): Promise<void> {
    const full = this.filling;
    if (full.rows.length === 0) return;
    await this.writing;
    this.filling = this.spare;
    this.spare = full;
    this.filling.clear();
    this.writing = this.write(full);
    this.writing.catch(() => undefined); // whoever waits for it hears of it; nobody else needs to
  }

  private async write(batch: AccountBatch): Promise<void> {
    const { manager, tapeImportId, progress, writer } = this.parts;
    const written = await writer.write(batch);
    const rejections = written.flatMap((row) => row.rejections);
    const kept = rejections.slice(0, MOST_REJECTIONS_KEPT - this.stored);
    await insertRejections(manager, tapeImportId, { from: this.stored + 1, rejections: kept });
    this.stored += kept.length;
    this.truncated ||= rejections.some(isTruncation);
    this.counted = countRows(this.counted, written);
    await progress.report(this.counted);
  }
}

function isTruncation({ code }: TapeRejection): boolean {
  return code === TapeRejectionCode.TRUNCATED;
}

function tooLarge(line: number): TapeRejection {
  return { line, column: null, code: TapeRejectionCode.TOTALS, message: "A tape has at most 4 GiB." };
}
