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
  const owner = `${of.portfolioId}\t${of.sellerId}`;
  const lines = accounts.map(({ id, account }) => {
    const cells = [id, owner];
    for (const [, cell] of COLUMNS) cells.push(encode(cell(account)));
    return cells.join("\t");
  });
  await copy(client, COPY_ACCOUNTS, lines);
}

/** Writes the boxes of accounts that are written. */
export async function copyBoxes(client: PoolClient, accounts: readonly NewAccount[]): Promise<void> {
  const lines = accounts.flatMap(({ id, box }) => (box === null ? [] : [`${id}\t\\\\x${box}`]));
  if (lines.length > 0) await copy(client, COPY_BOXES, lines);
}

async function copy(client: PoolClient, sql: string, lines: readonly string[]): Promise<void> {
  const stream = client.query(copyFrom(sql));
  stream.end(Buffer.from(`${lines.join("\n")}\n`));
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
