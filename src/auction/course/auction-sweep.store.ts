import type { DataSource } from "typeorm";
import type { Id } from "../../platform/ids";
import type { Instant } from "../../platform/time";

/** What the sweep reads and notes; a port, so that a simulation can put another in. */
export interface SweepStore {
  /** Auctions whose opening, next step or closing has come and whose lock is free: of each the longest overdue, up to `limit`. */
  dueAuctions(limit: number): Promise<readonly Id[]>;
  /** Notes that a node can take bids, if this one can, and answers the store's clock. */
  beat(node: { readonly canDecide: boolean }): Promise<Instant>;
}

export function sweepStore(database: DataSource): SweepStore {
  return {
    dueAuctions: async (limit) => {
      const due = await database.query<{ auction_id: Id }[]>(DUE, [limit]);
      return due.map(({ auction_id }) => auction_id);
    },
    beat: async ({ canDecide }) => {
      const [row] = await database.query<{ clock: Instant }[]>(BEAT, [canDecide]);
      if (!row) throw new Error("The database's clock did not answer");
      return row.clock;
    },
  };
}

// The clock in a SELECT of its own is read once, so that an index can be searched for what is before it; as it stands it
// would be read for every row, and every auction to come looked at.
// Who holds an auction's lock brings it up to the time itself, or is looked after by the next sweep.
const DUE = `
  SELECT id AS auction_id FROM journal_stream WHERE id IN (
  (SELECT auction_id FROM auction_state WHERE status = 'SCHEDULED' AND opens_at <= (SELECT clock_timestamp())
   ORDER BY opens_at LIMIT $1)
  UNION ALL
  (SELECT auction_id FROM auction_state WHERE status = 'OPEN' AND closes_at <= (SELECT clock_timestamp())
   ORDER BY closes_at LIMIT $1)
  UNION
  (SELECT auction_id FROM auction_state WHERE status = 'OPEN' AND turns_at <= (SELECT clock_timestamp())
   ORDER BY turns_at LIMIT $1))
  FOR NO KEY UPDATE SKIP LOCKED`;

// One row a second however many nodes there are.
const BEAT = `
  WITH beat AS (
    INSERT INTO intake_heartbeat (at) SELECT date_trunc('second', clock_timestamp()) WHERE $1::boolean
    ON CONFLICT DO NOTHING),
  old AS (DELETE FROM intake_heartbeat WHERE at < (SELECT clock_timestamp()) - interval '2 days')
  SELECT clock_timestamp() AS clock`;
