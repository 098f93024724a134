import type { DataSource, Migration } from "typeorm";

/** The advisory lock's number: any constant, the same in every node. */
const MIGRATION_LOCK = 7_326_877;

/**
 * Brings the database up to date. TypeORM takes no lock of its own: nodes that start together on one database would
 * all run the same migration, and all but one fail. Each migration has its own transaction, so one that fails takes
 * none before it along.
 */
export async function migrate(database: DataSource): Promise<readonly Migration[]> {
  const lock = database.createQueryRunner();
  await lock.connect();
  try {
    await lock.query("SELECT pg_advisory_lock($1)", [MIGRATION_LOCK]);
    try {
      return await database.runMigrations({ transaction: "each" });
    } finally {
      await lock.query("SELECT pg_advisory_unlock($1)", [MIGRATION_LOCK]);
    }
  } finally {
    await lock.release();
  }
}
