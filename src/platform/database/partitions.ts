import type { DataSource } from "typeorm";
import { Transactions } from "./transactions";

/** The advisory lock's number: nodes that start together make each partition once. */
const PARTITION_LOCK = 7_326_878;
/** Months ahead for which partitions are made; what falls outside goes to the default partition. */
const MONTHS_AHEAD = 3;
const PARTITIONED = ["journal_entry", "bid"];

/** Makes the monthly partitions that are coming, so that old months can one day be detached. */
export async function ensurePartitions(database: DataSource): Promise<void> {
  await new Transactions(database).run(async (tx) => {
    await tx.query("SELECT pg_advisory_xact_lock($1)", [PARTITION_LOCK]);
    await tx.query(
      `SELECT ensure_month_partition(parent::regclass, clock_timestamp() + months * interval '1 month')
       FROM unnest($1::text[]) AS parent, generate_series(0, $2::integer) AS months`,
      [PARTITIONED, MONTHS_AHEAD],
    );
  });
}
