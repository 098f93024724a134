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

const COPY_ACCOUNTS = `COPY account (id, portfolio_id, seller_id, reference, balance_minor, book_value_minor, due_date,
  charge_off_date, last_payment_date, limitation_date, status, state, industry, documentation, is_bankrupt, is_deceased,
  has_identity_theft, is_on_active_duty, is_disputed, is_in_litigation) FROM STDIN`;
const COPY_BOXES = "COPY personal_box (account_id, box) FROM STDIN";

/** Writes accounts on a connection's open transaction, by COPY: several times faster than INSERT. */
export async function copyAccounts(
  client: PoolClient,
  accounts: readonly NewAccount[],
  of: { readonly portfolioId: Id; readonly sellerId: Id },
): Promise<void> {
  const owner = `${of.portfolioId}\t${of.sellerId}`;
  // Written out, in the order of COPY_ACCOUNTS, and joined at once: this runs for every row of a tape.
  const lines = accounts.map(({ id, account: a }) =>
    [
      id,
      owner,
      encodeText(a.reference),
      a.balance,
      a.bookValue ?? NULL,
      a.dueDate ?? NULL,
      a.chargeOffDate ?? NULL,
      a.lastPaymentDate ?? NULL,
      a.limitationDate ?? NULL,
      a.status ?? NULL,
      a.state ?? NULL,
      encodeText(a.industry),
      encodeText(a.documentation),
      a.bankrupt ?? NULL,
      a.deceased ?? NULL,
      a.identityTheft ?? NULL,
      a.activeDuty ?? NULL,
      a.disputed ?? NULL,
      a.inLitigation ?? NULL,
    ].join("\t"),
  );
  await copy(client, COPY_ACCOUNTS, lines);
}

/** Writes the boxes of accounts that are written. */
export async function copyBoxes(client: PoolClient, accounts: readonly NewAccount[]): Promise<void> {
  const lines = accounts.flatMap(({ id, box }) => (box === null ? [] : [`${id}\t\\\\x${box}`]));
  await copy(client, COPY_BOXES, lines);
}

async function copy(client: PoolClient, sql: string, lines: readonly string[]): Promise<void> {
  if (lines.length === 0) return;
  const stream = client.query(copyFrom(sql));
  stream.end(Buffer.from(`${lines.join("\n")}\n`));
  await finished(stream);
}

const NULL = "\\N";

/** A free text in COPY's text format; dates and codes hold nothing that it would take for its own. */
function encodeText(text: string | null): string {
  if (text === null) return NULL;
  return /[\\\t\n\r]/.test(text)
    ? text.replace(/[\\\t\n\r]/g, (character) => ESCAPES[character] ?? "")
    : text;
}

const ESCAPES: Readonly<Record<string, string>> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };
