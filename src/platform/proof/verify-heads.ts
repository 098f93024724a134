import type { EntityManager } from "typeorm";
import type { Finding, Replayer } from "../journal/verify-chain";
import type { RecordedHead } from "./record-heads";

/** Holds what the journal's own stream recorded of the others against them. */
export const headsReplayer: Replayer = (database) => ({
  take: async ({ entries }) => {
    for (const { sequence, data } of entries) {
      const heads = data["heads"] as unknown as readonly RecordedHead[];
      const lost = await findLost(database, heads);
      if (lost)
        return {
          sequence,
          problem: `Entry ${lost.sequence} of stream ${lost.stream} is not the one recorded.`,
        };
    }
    return null;
  },
  finish: () => Promise.resolve<Finding | null>(null),
});

async function findLost(
  database: EntityManager,
  heads: readonly RecordedHead[],
): Promise<RecordedHead | null> {
  const rows: RecordedHead[] = await database.query(
    `SELECT head.* FROM json_to_recordset($1) AS head (stream uuid, sequence integer, hash text)
     WHERE NOT EXISTS (SELECT FROM journal_entry AS entry WHERE entry.stream = head.stream
       AND entry.sequence = head.sequence AND entry.hash = decode(head.hash, 'hex')) LIMIT 1`,
    [JSON.stringify(heads)],
  );
  return rows[0] ?? null;
}
