import type { DataSource } from "typeorm";
import type { Id } from "../platform/ids";
import type { Instant } from "../platform/time";

/** What the sweep reads and notes; a port, so that a simulation can put another in. */
export interface SweepStore {
  /** Auctions whose opening, next step or closing has come, at most `limit` of each, the longest overdue first. */
  dueAuctions(limit: number): Promise<readonly Id[]>;
  /** Notes that a node can take bids, and answers the store's clock. */
  beat(): Promise<Instant>;
}

export function sweepStore(database: DataSource): SweepStore {
  return {
    dueAuctions: async (limit) => {
      const due = await database.query<{ auction_id: Id }[]>(DUE, [limit]);
      return due.map(({ auction_id }) => auction_id);
    },
    beat: async () => {
      const [row] = await database.query<{ clock: Instant }[]>(BEAT);
      if (!row) throw new Error("The database's clock did not answer");
      return row.clock;
    },
  };
}

const DUE = `
  (SELECT auction_id FROM auction_state WHERE status = 'SCHEDULED' AND opens_at <= clock_timestamp()
   ORDER BY opens_at LIMIT $1)
  UNION ALL
  (SELECT auction_id FROM auction_state WHERE status = 'OPEN' AND closes_at <= clock_timestamp()
   ORDER BY closes_at LIMIT $1)
  UNION
  (SELECT auction_id FROM auction_state WHERE status = 'OPEN' AND turns_at <= clock_timestamp()
   ORDER BY turns_at LIMIT $1)`;

// One row a second however many nodes there are.
const BEAT = `
  WITH beat AS (
    INSERT INTO intake_heartbeat (at) VALUES (date_trunc('second', clock_timestamp())) ON CONFLICT DO NOTHING),
  old AS (DELETE FROM intake_heartbeat WHERE at < clock_timestamp() - interval '2 days')
  SELECT clock_timestamp() AS clock`;
