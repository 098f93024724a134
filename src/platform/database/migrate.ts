import type { DataSource, Migration } from "typeorm";

/** The advisory lock's number: any constant, the same in every node. */
const MIGRATION_LOCK = 7_326_877;

/**
 * Brings the database up to date. Each migration has its own transaction, so one that fails takes none before it along.
 */
export function migrate(database: DataSource): Promise<readonly Migration[]> {
  return underMigrationLock(database, () => database.runMigrations({ transaction: "each" }));
}

/**
 * Neither TypeORM nor the queue takes a lock of its own: nodes that start together on one database would all make the same
 * schema, and all but one fail. Is not entered twice.
 */
export async function underMigrationLock<Made>(
  database: DataSource,
  make: () => Promise<Made>,
): Promise<Made> {
  const lock = database.createQueryRunner();
  await lock.connect();
  try {
    await lock.query("SELECT pg_advisory_lock($1)", [MIGRATION_LOCK]);
    try {
      return await make();
    } finally {
      await lock.query("SELECT pg_advisory_unlock($1)", [MIGRATION_LOCK]);
    }
  } finally {
    await lock.release();
  }
}
