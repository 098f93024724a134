import type { KeyObject } from "node:crypto";
import type { Identifiers } from "../../platform/identifiers";
import type { Id } from "../../platform/ids";
import type { Randomness } from "../../platform/randomness";
import { AscendingIds } from "./ascending-ids";
import { BinaryRows, encodeIds } from "./binary-rows";
import { personalDataOf, type TapeAccount } from "../domain/account";
import type { TapeRow } from "../domain/tape-row";
import type { CountedRow } from "../domain/tape-totals";
import { encodePersonalData, NONCE_BYTES, sealBox } from "../personal-data/personal-box";

export interface AccountBatchParts {
  readonly portfolioId: Id;
  readonly sellerId: Id;
  readonly portfolioKey: KeyObject;
  readonly identifiers: Identifiers;
  readonly randomness: Randomness;
}

/** A row of a batch, with what is still asked of its account once that is encoded. */
export interface BatchRow extends CountedRow {
  readonly account: EncodedAccount | null;
}

interface EncodedAccount {
  readonly reference: string;
  readonly balance: bigint;
  readonly bookValue: bigint | null;
  /** Where it and its debtor's box stand among those of the batch. */
  readonly place: number;
  readonly boxPlace: number | null;
}

/**
 * Rows of a tape that are written at once. They are sealed and encoded as they come, while the batch before them is being
 * written.
 */
export class AccountBatch {
  private readonly accounts = new BinaryRows(20);
  private readonly boxes = new BinaryRows(2);
  readonly rows: BatchRow[] = [];
  /** Portfolio and seller, the same in every row. */
  private readonly owners: Uint8Array;
  private ids: AscendingIds;

  constructor(private readonly parts: AccountBatchParts) {
    this.owners = encodeIds(parts.portfolioId, parts.sellerId);
    this.ids = this.freshIds();
  }

  /** The accounts as COPY takes them, but those of some rows. */
  accountsWithout(rows: ReadonlySet<BatchRow>): Uint8Array {
    return this.accounts.contentWithout(placesOf(rows, ({ place }) => place));
  }

  /** Their debtors' boxes. */
  boxesWithout(rows: ReadonlySet<BatchRow>): Uint8Array {
    return this.boxes.contentWithout(placesOf(rows, ({ boxPlace }) => boxPlace));
  }

  clear(): void {
    this.accounts.clear();
    this.boxes.clear();
    this.rows.length = 0;
    this.ids = this.freshIds();
  }

  add({ line, account, balance, rejections }: TapeRow): void {
    this.rows.push({ line, account: account && this.encode(account), balance, rejections });
  }

  private encode(account: TapeAccount): EncodedAccount {
    const { reference, balance, bookValue } = account;
    const id = this.ids.next();
    const encoded = {
      reference,
      balance,
      bookValue,
      place: this.accounts.count,
      boxPlace: this.addBox(id, account),
    };
    this.addAccount(id, account);
    return encoded;
  }

  private addAccount(id: Id, account: TapeAccount): void {
    const { accounts: row } = this;
    row.begin();
    row.id(id);
    row.encoded(this.owners);
    row.text(account.reference);
    row.bigint(account.balance);
    row.bigint(account.bookValue);
    row.date(account.dueDate);
    row.date(account.chargeOffDate);
    row.date(account.lastPaymentDate);
    row.date(account.limitationDate);
    row.text(account.status);
    row.text(account.state);
    row.text(account.industry);
    row.text(account.documentation);
    row.boolean(account.bankrupt);
    row.boolean(account.deceased);
    row.boolean(account.identityTheft);
    row.boolean(account.activeDuty);
    row.boolean(account.disputed);
    row.boolean(account.inLitigation);
  }

  private addBox(owner: Id, account: TapeAccount): number | null {
    const personal = personalDataOf(account);
    if (!personal) return null;
    const { randomness, portfolioKey: key } = this.parts;
    const nonce = randomness.bytes(NONCE_BYTES);
    const place = this.boxes.count;
    this.boxes.begin();
    this.boxes.id(owner);
    this.boxes.bytea(...sealBox(encodePersonalData(personal), { key, owner, nonce }));
    return place;
  }

  private freshIds(): AscendingIds {
    return new AscendingIds(this.parts.identifiers.next(), this.parts.randomness);
  }
}

function placesOf(
  rows: ReadonlySet<BatchRow>,
  placeOf: (account: EncodedAccount) => number | null,
): ReadonlySet<number> {
  return new Set([...rows].flatMap(({ account }) => (account && placeOf(account)) ?? []));
}
