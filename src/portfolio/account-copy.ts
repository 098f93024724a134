import { finished } from "node:stream/promises";
import type { PoolClient } from "pg";
import { from as copyFrom } from "pg-copy-streams";
import type { Id } from "../platform/ids";
import type { TapeAccount } from "./domain/account";

/** An account with its identifier, ready to be written. */
export interface NewAccount {
  readonly id: Id;
  readonly account: TapeAccount;
  /** The debtor's sealed personal data in hexadecimal, or `null` where the tape carried none. */
  readonly box: string | null;
}

type Cell = string | bigint | boolean | null;

const COLUMNS: readonly (readonly [column: string, cell: (account: TapeAccount) => Cell])[] = [
  ["reference", (a) => a.reference],
  ["balance_minor", (a) => a.balance],
  ["book_value_minor", (a) => a.bookValue],
  ["due_date", (a) => a.dueDate],
  ["charge_off_date", (a) => a.chargeOffDate],
  ["last_payment_date", (a) => a.lastPaymentDate],
  ["limitation_date", (a) => a.limitationDate],
  ["status", (a) => a.status],
  ["state", (a) => a.state],
  ["industry", (a) => a.industry],
  ["documentation", (a) => a.documentation],
  ["is_bankrupt", (a) => a.bankrupt],
  ["is_deceased", (a) => a.deceased],
  ["has_identity_theft", (a) => a.identityTheft],
  ["is_on_active_duty", (a) => a.activeDuty],
  ["is_disputed", (a) => a.disputed],
  ["is_in_litigation", (a) => a.inLitigation],
];
const COPY_ACCOUNTS = `COPY account (id, portfolio_id, seller_id, ${COLUMNS.map(([column]) => column).join(", ")}) FROM STDIN`;
const COPY_BOXES = "COPY personal_box (account_id, box) FROM STDIN";

/** Writes accounts on a connection's open transaction, by COPY: several times faster than INSERT. */
export async function copyAccounts(
  client: PoolClient,
  accounts: readonly NewAccount[],
  of: { readonly portfolioId: Id; readonly sellerId: Id },
): Promise<void> {
  const owner = `\t${of.portfolioId}\t${of.sellerId}`;
  let text = "";
  for (const { id, account } of accounts) {
    text += id + owner;
    for (const [, cell] of COLUMNS) text += `\t${encode(cell(account))}`;
    text += "\n";
  }
  await copy(client, COPY_ACCOUNTS, text);
}

/** Writes the boxes of accounts that are written. */
export async function copyBoxes(client: PoolClient, accounts: readonly NewAccount[]): Promise<void> {
  let text = "";
  for (const { id, box } of accounts) if (box) text += `${id}\t\\\\x${box}\n`;
  if (text !== "") await copy(client, COPY_BOXES, text);
}

async function copy(client: PoolClient, sql: string, text: string): Promise<void> {
  const stream = client.query(copyFrom(sql));
  stream.end(Buffer.from(text));
  await finished(stream);
}

/** A cell in COPY's text format. */
function encode(cell: Cell): string {
  if (cell === null) return "\\N";
  if (typeof cell !== "string") return String(cell);
  return /[\\\t\n\r]/.test(cell)
    ? cell.replace(/[\\\t\n\r]/g, (character) => ESCAPES[character] ?? "")
    : cell;
}

const ESCAPES: Readonly<Record<string, string>> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };
