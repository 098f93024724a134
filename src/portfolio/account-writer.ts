import type { KeyObject } from "node:crypto";
import { DatabaseError, type PoolClient } from "pg";
import type { Identifiers } from "../platform/identifiers";
import type { Id } from "../platform/ids";
import type { Randomness } from "../platform/randomness";
import { copyAccounts, copyBoxes, type NewAccount } from "./account-copy";
import { ascendingIds } from "./ascending-ids";
import { personalDataOf } from "./domain/account";
import { TapeRejectionCode, type TapeRejection } from "./domain/tape-rejection";
import type { TapeRow } from "./domain/tape-row";
import { encodePersonalData, NONCE_BYTES, sealBox } from "./personal-box";

export interface AccountWriterParts {
  /** A connection with the upload's open transaction. */
  readonly client: PoolClient;
  readonly portfolioId: Id;
  readonly sellerId: Id;
  readonly portfolioKey: KeyObject;
  readonly identifiers: Identifiers;
  readonly randomness: Randomness;
  /** The header's name of the column with the references. */
  readonly referenceColumn: string;
}

const UNIQUE_VIOLATION = "23505";
const DUPLICATE =
  "The seller has an account with this reference already, on this tape or in another portfolio.";

/** Writes the accounts of a tape's rows, sealing what is personal. */
export class AccountWriter {
  constructor(private readonly parts: AccountWriterParts) {}

  /** Writes a batch, and gives its rows back with those rejected whose reference is taken. */
  async write(rows: readonly TapeRow[]): Promise<readonly TapeRow[]> {
    const { client } = this.parts;
    const accounts = this.prepare(rows);
    const taken = await this.writeUnlessTaken(accounts);
    await copyBoxes(client, [...accounts.values()]);
    return taken.size === 0 ? rows : rows.map((row) => (taken.has(row) ? this.rejectDuplicate(row) : row));
  }

  private prepare(rows: readonly TapeRow[]): Map<TapeRow, NewAccount> {
    const { identifiers, randomness, portfolioKey: key } = this.parts;
    const ids = ascendingIds(identifiers.next(), rows.length, randomness);
    const nonces = Buffer.from(randomness.bytes(rows.length * NONCE_BYTES));
    const accounts = new Map<TapeRow, NewAccount>();
    for (const [index, row] of rows.entries()) {
      const id = ids[index];
      if (!row.account || id === undefined) continue;
      const personal = personalDataOf(row.account);
      const nonce = nonces.subarray(index * NONCE_BYTES, (index + 1) * NONCE_BYTES);
      const box = personal && sealBox(encodePersonalData(personal), { key, owner: id, nonce });
      accounts.set(row, { id, account: row.account, box });
    }
    return accounts;
  }

  /**
   * COPY stops at the first reference that is taken; nearly all tapes have none. So the batch is tried as it is, and only
   * after a failure the rows that are in the way are looked for, taken out of `accounts`, and answered.
   */
  private async writeUnlessTaken(accounts: Map<TapeRow, NewAccount>): Promise<ReadonlySet<TapeRow>> {
    const { client } = this.parts;
    const taken = new Set<TapeRow>();
    for (;;) {
      await client.query("SAVEPOINT batch");
      try {
        await copyAccounts(client, [...accounts.values()], this.parts);
        await client.query("RELEASE SAVEPOINT batch");
        return taken;
      } catch (error) {
        if (!(error instanceof DatabaseError) || error.code !== UNIQUE_VIOLATION) throw error;
        await client.query("ROLLBACK TO SAVEPOINT batch");
        for (const row of await this.findTaken([...accounts.keys()])) {
          taken.add(row);
          accounts.delete(row);
        }
      }
    }
  }

  private async findTaken(rows: readonly TapeRow[]): Promise<TapeRow[]> {
    const references = rows.map(({ account }) => account?.reference ?? "");
    const { rows: known } = await this.parts.client.query<{ reference: string }>(
      "SELECT reference FROM account WHERE seller_id = $1 AND NOT is_withdrawn AND reference = ANY($2)",
      [this.parts.sellerId, references],
    );
    const seen = new Set(known.map(({ reference }) => reference));
    return rows.filter((_, index) => {
      const reference = references[index] ?? "";
      if (seen.has(reference)) return true;
      seen.add(reference);
      return false;
    });
  }

  private rejectDuplicate(row: TapeRow): TapeRow {
    const rejection: TapeRejection = {
      line: row.line,
      column: this.parts.referenceColumn,
      code: TapeRejectionCode.DUPLICATE_ACCOUNT,
      message: DUPLICATE,
    };
    return { ...row, account: null, rejections: [rejection] };
  }
}
