import type { DataSource } from "typeorm";
import type { Id } from "../ids";
import type { Entry, StreamKind } from "./chain";
import { toEntry, type EntryRow, type SecretRow } from "./journal.store";

/** A place in a stream: behind this entry; 0 is before the first. */
export interface StreamPosition {
  readonly stream: Id;
  readonly sequence: number;
}

const COLUMNS = "stream, sequence, type, at, actor, data, rules_version, previous_hash, hash";

/** Committed entries, read in order and by pages. */
export class JournalEntries {
  constructor(private readonly database: DataSource) {}

  /** The number of the stream's last entry; 0 when there is none. */
  async lastSequence(stream: Id): Promise<number> {
    const sql = "SELECT sequence FROM journal_stream WHERE id = $1";
    const [row] = await this.database.query<{ sequence: number }[]>(sql, [stream]);
    return row?.sequence ?? 0;
  }

  /** The same of many streams; what is not there is left out. */
  async lastSequences(streams: readonly Id[]): Promise<ReadonlyMap<Id, number>> {
    const sql = "SELECT id, sequence FROM journal_stream WHERE id = ANY ($1::uuid[])";
    const rows = await this.database.query<{ id: Id; sequence: number }[]>(sql, [streams]);
    return new Map(rows.map(({ id, sequence }) => [id, sequence]));
  }

  /** The entries behind a position, in order, at most `limit`. */
  async readAfter({ stream, sequence }: StreamPosition, limit: number): Promise<Entry[]> {
    const sql = `SELECT ${COLUMNS} FROM journal_entry WHERE stream = $1 AND sequence > $2 ORDER BY sequence LIMIT $3`;
    return (await this.database.query<EntryRow[]>(sql, [stream, sequence, limit])).map(toEntry);
  }

  /** The same for many streams at once, at most `limit` of each; streams that have nothing new cost next to nothing. */
  async readAfterEach(positions: readonly StreamPosition[], limit: number): Promise<Entry[]> {
    const rows = await this.database.query<EntryRow[]>(READ_AFTER_EACH, [JSON.stringify(positions), limit]);
    return rows.map(toEntry);
  }
}

/** What a stream is about; `null` when there is no such stream. */
export async function findStreamKind(database: DataSource, stream: Id): Promise<StreamKind | null> {
  const sql = "SELECT kind FROM journal_stream WHERE id = $1";
  const [row] = await database.query<{ kind: StreamKind }[]>(sql, [stream]);
  return row?.kind ?? null;
}

/** A value behind a commitment, and the salt that proves it. */
export type Disclosed = Pick<SecretRow, "sequence" | "path" | "salt" | "value">;

/** Values beside a stream's entries that an organization is a reader of; without one all of them. */
export function readDisclosed(
  database: DataSource,
  reader: Id | null,
  entries: { readonly stream: Id; readonly sequences: readonly number[] },
): Promise<Disclosed[]> {
  const sql = `SELECT sequence, path, salt, value FROM journal_secret
    WHERE stream = $1 AND sequence = ANY ($2::integer[]) AND ($3::uuid IS NULL OR $3 = ANY (readers)) ORDER BY sequence, path`;
  return database.query<Disclosed[]>(sql, [entries.stream, entries.sequences, reader]);
}

const READ_AFTER_EACH = `
  SELECT entry.* FROM json_to_recordset($1) AS position (stream uuid, sequence integer)
  JOIN journal_stream ON journal_stream.id = position.stream AND journal_stream.sequence > position.sequence
  CROSS JOIN LATERAL (
    SELECT ${COLUMNS} FROM journal_entry
    WHERE journal_entry.stream = position.stream AND journal_entry.sequence > position.sequence
    ORDER BY journal_entry.sequence LIMIT $2) AS entry
  ORDER BY entry.stream, entry.sequence`;
