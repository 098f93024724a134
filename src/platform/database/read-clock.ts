import type { Instant } from "../time";

/** Whatever runs statements: a pool, or a transaction. */
interface Reader {
  query(sql: string): Promise<unknown>;
}

/** The database's clock as it is when asked, not as it was when a transaction began. */
export async function readClock(database: Reader): Promise<Instant> {
  const [row] = (await database.query("SELECT clock_timestamp() AS now")) as { now: Instant }[];
  if (!row) throw new Error("The database's clock did not answer");
  return row.now;
}
