import type { DataSource } from "typeorm";

/**
 * An acknowledged bid must survive a crash: refuses to serve on a database that does not wait for its disk. Replicas
 * that confirm (remote_write and stronger) are as good as on.
 */
export async function assertDurability(database: DataSource): Promise<void> {
  const rows = await database.query<{ name: string; setting: string }[]>(
    "SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit')",
  );
  const off = rows.filter(({ setting }) => setting === "off" || setting === "local").map(({ name }) => name);
  if (off.length > 0) {
    throw new Error(
      `The database may lose what was acknowledged: set ${off.join(", ")} to on ` +
        "(RECOUP_DURABILITY=off allows it outside production, for tests)",
    );
  }
}
