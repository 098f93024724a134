import type { DataSource } from "typeorm";
import type { Id } from "../ids";

/** How many nodes of one kept level make one of the next. */
export const SPAN = 256;
const TOP_LEVEL = 3;

/** Nodes `first` to `last`, without the latter, of a level of a stream's tree: 0 are the leaves, 1 to 3 the kept roots. */
export interface Span {
  readonly stream: Id;
  readonly level: number;
  readonly first: number;
  readonly last: number;
}

/** Where a tree's hashes lie. */
export interface TreeStore {
  countSubtrees(stream: Id, level: number): Promise<number>;
  /** Keeps roots; those that are there already stay as they are. */
  keepSubtrees(
    stream: Id,
    kept: { readonly level: number; readonly from: number; readonly roots: readonly Buffer[] },
  ): Promise<void>;
  /** The hashes of each span in order, by the span's place; of leaves the entries' own hashes. */
  read(spans: readonly Span[]): Promise<ReadonlyMap<number, readonly Buffer[]>>;
}

/** The kept level whose nodes a complete subtree of so many leaves is made of. */
export function levelOf(leaves: number): number {
  return Math.min(TOP_LEVEL, Math.floor(Math.log2(leaves) / Math.log2(SPAN)));
}

export function treeStore(database: DataSource): TreeStore {
  return {
    countSubtrees: async (stream, level) => {
      const [row] = await database.query<{ count: number }[]>(
        `SELECT coalesce(max(place) + 1, 0) AS count FROM journal_subtree WHERE stream = $1 AND level = $2`,
        [stream, level],
      );
      return row?.count ?? 0;
    },
    keepSubtrees: async (stream, { level, from, roots }) => {
      await database.query(
        `INSERT INTO journal_subtree (stream, level, place, root)
         SELECT $1, $2, $3 + ordinality - 1, root FROM unnest($4::bytea[]) WITH ORDINALITY AS kept (root, ordinality)
         ON CONFLICT DO NOTHING`,
        [stream, level, from, roots],
      );
    },
    read: async (spans) => {
      const placed = JSON.stringify(spans.map((span, place) => ({ ...span, place })));
      const rows = await database.query<{ span: number; hash: Buffer }[]>(READ, [placed]);
      const found = new Map<number, Buffer[]>(spans.map((_, place) => [place, []]));
      for (const { span, hash } of rows) found.get(span)?.push(hash);
      return found;
    },
  };
}

const READ = `
  SELECT span.place AS span, node.hash
  FROM json_to_recordset($1) AS span (place integer, stream uuid, level smallint, first integer, last integer)
  CROSS JOIN LATERAL (
    SELECT sequence AS place, hash FROM journal_entry
    WHERE span.level = 0 AND stream = span.stream AND sequence > span.first AND sequence <= span.last
    UNION ALL
    SELECT place, root FROM journal_subtree
    WHERE span.level > 0 AND stream = span.stream AND level = span.level AND place >= span.first AND place < span.last) AS node
  ORDER BY span.place, node.place`;
