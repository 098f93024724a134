import { DatabaseError, type PoolClient } from "pg";
import type { Id } from "../../platform/ids";
import type { AccountBatch, BatchRow } from "./account-batch";
import { copyAccounts, copyBoxes } from "./account-copy";
import { TapeRejectionCode, type TapeRejection } from "../domain/tape-rejection";
import type { CountedRow } from "../domain/tape-totals";

export interface AccountWriterParts {
  /** A connection with the upload's open transaction. */
  readonly client: PoolClient;
  readonly sellerId: Id;
  /** The header's name of the column with the references. */
  readonly referenceColumn: string;
}

const UNIQUE_VIOLATION = "23505";
const DEADLOCK_DETECTED = "40P01";
const DUPLICATE =
  "The seller has an account with this reference already, on this tape or in another portfolio.";

/** Two uploads of a seller's wait for each other's references: one of them must give way. */
export class TapesCollide extends Error {
  constructor() {
    super("Another upload holds accounts of this tape");
    this.name = "TapesCollide";
  }
}

/** Writes the accounts of a tape's rows. */
export class AccountWriter {
  constructor(private readonly parts: AccountWriterParts) {}

  /** Writes a batch, and gives its rows back with those rejected whose reference is taken. */
  async write(batch: AccountBatch): Promise<readonly CountedRow[]> {
    const { client } = this.parts;
    const taken = await this.writeUnlessTaken(batch);
    await copyBoxes(client, batch.boxesWithout(taken));
    if (taken.size === 0) return batch.rows;
    return batch.rows.map((row) => (taken.has(row) ? this.rejectDuplicate(row) : row));
  }

  /**
   * COPY stops at the first reference that is taken; nearly all tapes have none. So the batch is tried as it is, and only
   * after a failure the rows that are in the way are looked for, taken out of the batch, and answered.
   */
  private async writeUnlessTaken(batch: AccountBatch): Promise<ReadonlySet<BatchRow>> {
    const { client } = this.parts;
    const taken = new Set<BatchRow>();
    for (;;) {
      try {
        await copyAccounts(client, batch.accountsWithout(taken));
        return taken;
      } catch (error) {
        if (!(error instanceof DatabaseError)) throw error;
        if (error.code === DEADLOCK_DETECTED) throw new TapesCollide();
        if (error.code !== UNIQUE_VIOLATION) throw error;
        await client.query("ROLLBACK TO SAVEPOINT batch; RELEASE SAVEPOINT batch");
        const rows = batch.rows.filter((row) => !taken.has(row));
        for (const row of await this.findTaken(rows)) taken.add(row);
      }
    }
  }

  private async findTaken(rows: readonly BatchRow[]): Promise<BatchRow[]> {
    const references = rows.flatMap(({ account }) => account?.reference ?? []);
    const { rows: known } = await this.parts.client.query<{ reference: string }>(
      "SELECT reference FROM account WHERE seller_id = $1 AND NOT is_withdrawn AND reference = ANY($2)",
      [this.parts.sellerId, references],
    );
    const seen = new Set(known.map(({ reference }) => reference));
    return rows.filter(({ account }) => {
      if (!account) return false;
      if (seen.has(account.reference)) return true;
      seen.add(account.reference);
      return false;
    });
  }

  private rejectDuplicate({ line, balance }: BatchRow): CountedRow {
    const rejection: TapeRejection = {
      line,
      column: this.parts.referenceColumn,
      code: TapeRejectionCode.DUPLICATE_ACCOUNT,
      message: DUPLICATE,
    };
    return { line, balance, account: null, rejections: [rejection] };
  }
}
