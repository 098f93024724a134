import { hexCell, RowLines } from "../database/row-lines";
import type { Transaction } from "../database/transactions";
import type { Id } from "../ids";
import { formatInstant, type Instant } from "../time";
import {
  EMPTY_HEAD,
  type Entry,
  type EntryActor,
  type Json,
  type JsonObject,
  type StreamHead,
  type StreamKind,
} from "./chain";
import type { Secret } from "./hidden";

interface HeadRow {
  sequence: number;
  head_hash: Buffer;
  last_at: Instant | null;
}

/** Locks a stream to the end of the transaction; null when there is none. */
export async function lockStream(tx: Transaction, stream: Id): Promise<StreamHead | null> {
  const [row] = await tx.query<HeadRow>(
    "SELECT sequence, head_hash, last_at FROM journal_stream WHERE id = $1 FOR NO KEY UPDATE",
    [stream],
  );
  return row ? { sequence: row.sequence, hash: row.head_hash, lastAt: row.last_at } : null;
}

/** Makes the stream when it is new, and locks it to the end of the transaction. */
export async function openStream(tx: Transaction, stream: Id, kind: StreamKind): Promise<StreamHead> {
  const found = await lockStream(tx, stream);
  if (found) return found;
  await tx.query(
    "INSERT INTO journal_stream (id, kind, head_hash) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
    [stream, kind, EMPTY_HEAD.hash],
  );
  const made = await lockStream(tx, stream);
  if (!made) throw new Error("A stream that was just made is missing");
  return made;
}

/** Writes entries of one stream, what lies beside them, and the stream's new head. */
export async function insertEntries(
  tx: Transaction,
  entries: readonly Entry[],
  secrets: ReadonlyMap<number, readonly Secret[]>,
): Promise<void> {
  const last = entries.at(-1);
  if (!last) return;
  await tx.query(INSERT_ENTRIES("$1"), [encodeEntries(entries)]);
  const secretRows = [...secrets].flatMap(([sequence, list]) =>
    list.map((secret) => ({
      stream: last.stream,
      sequence,
      path: secret.path,
      salt: `\\x${Buffer.from(secret.salt).toString("hex")}`,
      value: secret.value,
      readers: secret.readers,
    })),
  );
  if (secretRows.length > 0) await tx.query(INSERT_SECRETS, [JSON.stringify(secretRows)]);
  await tx.query("UPDATE journal_stream SET sequence = $2, head_hash = $3, last_at = $4 WHERE id = $1", [
    last.stream,
    last.sequence,
    last.hash,
    formatInstant(last.at),
  ]);
}

const ENTRY_LINES = new RowLines<Entry>({
  stream: ["uuid", (entry) => entry.stream],
  sequence: ["integer", (entry) => entry.sequence],
  type: ["text", (entry) => entry.type],
  at: ["timestamptz", (entry) => formatInstant(entry.at)],
  actor: ["jsonb", (entry) => JSON.stringify(entry.actor)],
  data: ["jsonb", (entry) => JSON.stringify(entry.data)],
  rules_version: ["text", (entry) => entry.rulesVersion],
  previous_hash: ["bytea", (entry) => hexCell(entry.previousHash)],
  hash: ["bytea", (entry) => hexCell(entry.hash)],
});

/** Inserts entries from one parameter, `encodeEntries`. */
export const INSERT_ENTRIES = (parameter: string): string => `
  INSERT INTO journal_entry (${ENTRY_LINES.names})
  SELECT ${ENTRY_LINES.values} FROM ${ENTRY_LINES.from(parameter)}`;

export function encodeEntries(entries: readonly Entry[]): string {
  return ENTRY_LINES.encode(entries);
}

// A hidden value may be JSON's null, of which json_to_recordset makes SQL's.
const INSERT_SECRETS = `
  INSERT INTO journal_secret (stream, sequence, path, salt, value, readers)
  SELECT stream, sequence, path, salt, coalesce(value, 'null'), ARRAY(SELECT json_array_elements_text(readers)::uuid)
  FROM json_to_recordset($1) AS s (stream uuid, sequence integer, path text, salt bytea, value jsonb, readers json)`;

/** A row of journal_entry as the pools' type parsers give it. */
export interface EntryRow {
  stream: Id;
  sequence: number;
  type: string;
  at: Instant;
  actor: EntryActor;
  data: JsonObject;
  rules_version: string;
  previous_hash: Buffer;
  hash: Buffer;
}

export function toEntry(row: EntryRow): Entry {
  return {
    stream: row.stream,
    sequence: row.sequence,
    type: row.type,
    at: row.at,
    actor: row.actor,
    data: row.data,
    rulesVersion: row.rules_version,
    previousHash: row.previous_hash,
    hash: row.hash,
  };
}

/** What lies beside entries, as rows: for readers that the row names. */
export interface SecretRow {
  stream: Id;
  sequence: number;
  path: string;
  salt: Buffer;
  value: Json;
  readers: Id[];
}

/** Does the stream tell that somebody did this: an entry of the type that says so among other things? */
export async function hasEntry(
  tx: Transaction,
  of: { readonly stream: Id; readonly type: string; readonly actorId: Id; readonly data: JsonObject },
): Promise<boolean> {
  const rows = await tx.query(
    `SELECT 1 FROM journal_entry
     WHERE stream = $1 AND type = $2 AND actor ->> 'id' = $3 AND data @> $4::jsonb LIMIT 1`,
    [of.stream, of.type, of.actorId, JSON.stringify(of.data)],
  );
  return rows.length > 0;
}
