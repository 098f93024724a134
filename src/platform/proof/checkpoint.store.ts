import type { DataSource } from "typeorm";
import type { Id } from "../ids";
import type { Instant } from "../time";

/** A checkpoint as it was published. */
export interface PublishedCheckpoint {
  readonly stream: Id;
  readonly size: number;
  readonly note: string;
  readonly publishedAt: Instant;
}

const COLUMNS = `stream, size, note, published_at AS "publishedAt"`;

/** Keeps a checkpoint; one of this size stays as it is. Answers whether it is new. */
export async function insertCheckpoint(
  database: DataSource,
  { stream, size, note }: Omit<PublishedCheckpoint, "publishedAt">,
): Promise<boolean> {
  const rows = await database.query<unknown[]>(
    "INSERT INTO journal_checkpoint (stream, size, note) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING size",
    [stream, size, note],
  );
  return rows.length > 0;
}

/** The stream's checkpoints behind a size, in order, at most `limit`. */
export function readCheckpoints(
  database: DataSource,
  behind: { readonly stream: Id; readonly size: number },
  limit: number,
): Promise<PublishedCheckpoint[]> {
  const sql = `SELECT ${COLUMNS} FROM journal_checkpoint WHERE stream = $1 AND size > $2 ORDER BY size LIMIT $3`;
  return database.query(sql, [behind.stream, behind.size, limit]);
}

export async function latestCheckpoint(
  database: DataSource,
  stream: Id,
): Promise<PublishedCheckpoint | null> {
  const sql = `SELECT ${COLUMNS} FROM journal_checkpoint WHERE stream = $1 ORDER BY size DESC LIMIT 1`;
  const [row] = await database.query<PublishedCheckpoint[]>(sql, [stream]);
  return row ?? null;
}
