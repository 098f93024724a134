import type { DataSource, EntityManager } from "typeorm";
import type { Id } from "../ids";
import type { Instant } from "../time";
import type { StreamHead, StreamKind } from "./chain";
import type { PageOfEntries } from "./verify-chain";
import { toEntry, type EntryRow, type SecretRow } from "./journal.store";

const PAGE_ENTRIES = 1_000;
const PAGE_STREAMS = 1_000;

export interface StreamRow {
  readonly id: Id;
  readonly kind: StreamKind;
}

/** Runs work that sees the database as of one moment and changes nothing. */
export function readAsOfNow<Result>(
  database: DataSource,
  work: (manager: EntityManager) => Promise<Result>,
): Promise<Result> {
  return database.transaction("REPEATABLE READ", async (manager) => {
    await manager.query("SET TRANSACTION READ ONLY");
    return work(manager);
  });
}

/** All streams, the oldest first. */
export async function* readStreams(database: DataSource): AsyncGenerator<StreamRow> {
  let after: Id | undefined;
  do {
    const rows: StreamRow[] = await database.query(
      `SELECT id, kind FROM journal_stream WHERE $1::uuid IS NULL OR id > $1 ORDER BY id LIMIT ${PAGE_STREAMS}`,
      [after ?? null],
    );
    yield* rows;
    after = rows.length === PAGE_STREAMS ? rows.at(-1)?.id : undefined;
  } while (after !== undefined);
}

export async function readHead(manager: EntityManager, stream: Id): Promise<StreamHead | null> {
  const rows: { sequence: number; head_hash: Buffer; last_at: Instant | null }[] = await manager.query(
    "SELECT sequence, head_hash, last_at FROM journal_stream WHERE id = $1",
    [stream],
  );
  const [row] = rows;
  return row ? { sequence: row.sequence, hash: row.head_hash, lastAt: row.last_at } : null;
}

/** A stream's entries with what lies beside them, in order. */
export async function* readPages(manager: EntityManager, stream: Id): AsyncGenerator<PageOfEntries> {
  let after = 0;
  for (;;) {
    const rows: EntryRow[] = await manager.query(
      `SELECT stream, sequence, type, at, actor, data, rules_version, previous_hash, hash FROM journal_entry
       WHERE stream = $1 AND sequence > $2 ORDER BY sequence LIMIT ${PAGE_ENTRIES}`,
      [stream, after],
    );
    const last = rows.at(-1);
    if (!last) return;
    yield { entries: rows.map(toEntry), secrets: await readSecrets(manager, stream, after, last.sequence) };
    after = last.sequence;
  }
}

async function readSecrets(
  manager: EntityManager,
  stream: Id,
  after: number,
  last: number,
): Promise<Map<number, SecretRow[]>> {
  const rows: SecretRow[] = await manager.query(
    `SELECT stream, sequence, path, salt, value, readers FROM journal_secret
     WHERE stream = $1 AND sequence > $2 AND sequence <= $3 ORDER BY sequence, path`,
    [stream, after, last],
  );
  const secrets = new Map<number, SecretRow[]>();
  for (const row of rows) secrets.set(row.sequence, [...(secrets.get(row.sequence) ?? []), row]);
  return secrets;
}

/** An entry whose stream is not on record: no chain leads to it. */
export async function findStray(database: DataSource): Promise<{ stream: Id; sequence: number } | null> {
  const rows: { stream: Id; sequence: number }[] = await database.query(
    `SELECT stream, min(sequence) AS sequence FROM journal_entry
     WHERE NOT EXISTS (SELECT FROM journal_stream WHERE journal_stream.id = journal_entry.stream)
     GROUP BY stream ORDER BY stream LIMIT 1`,
  );
  return rows[0] ?? null;
}
