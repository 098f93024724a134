import type { DataSource } from "typeorm";
import type { Instant } from "../time";
import type { Transaction } from "./transactions";

/**
 * A sandbox's clock runs faster, so that an auction of a day is tried in minutes. It is a function of PostgreSQL's clock's own
 * name in a schema that a sandbox's sessions look into first: what decides by the clock runs as it is. For development.
 */

/** Further options of a sandbox's sessions. */
export const SANDBOX_SESSION = "-c search_path=sandbox,pg_catalog,public";

/** Makes the clock at the first start. Another pace at a later one goes on from the time that it has come to. */
export async function setSandboxClock(database: DataSource, pace: number): Promise<void> {
  await database.transaction(async (transaction) => {
    await transaction.query("SELECT pg_advisory_xact_lock($1)", [SANDBOX_LOCK]);
    await transaction.query("CREATE SCHEMA IF NOT EXISTS sandbox");
    await transaction.query(`CREATE TABLE IF NOT EXISTS sandbox.clock (
      is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
      started_at timestamptz NOT NULL,
      shown_at timestamptz NOT NULL,
      pace integer NOT NULL CHECK (pace >= 1))`);
    await transaction.query(`CREATE OR REPLACE FUNCTION sandbox.clock_timestamp() RETURNS timestamptz
      LANGUAGE sql VOLATILE AS $$ SELECT shown_at + (pg_catalog.clock_timestamp() - started_at) * pace FROM sandbox.clock $$`);
    await transaction.query(
      `INSERT INTO sandbox.clock (started_at, shown_at, pace)
       SELECT now, now, $1 FROM pg_catalog.clock_timestamp() AS now
       ON CONFLICT (is_only) DO UPDATE
       SET started_at = excluded.started_at, shown_at = sandbox.clock_timestamp(), pace = excluded.pace
       WHERE sandbox.clock.pace <> excluded.pace`,
      [pace],
    );
    await transaction.query("GRANT USAGE ON SCHEMA sandbox TO PUBLIC");
    await transaction.query("GRANT SELECT ON sandbox.clock TO PUBLIC");
  });
}

/** How a sandbox's clock follows from the real one. */
export interface SandboxClock {
  /** When it began to run at this pace, by the real clock and by itself. */
  readonly startedAt: Instant;
  readonly shownAt: Instant;
  readonly pace: number;
}

/** Null where there is no sandbox. */
export async function readSandboxClock(reader: Pick<Transaction, "query">): Promise<SandboxClock | null> {
  if (!(await isSandbox(reader))) return null;
  const [clock] = await reader.query<SandboxClock>(
    `SELECT started_at AS "startedAt", shown_at AS "shownAt", pace FROM sandbox.clock`,
  );
  return clock ?? null;
}

/** Nodes that start together make it once. */
const SANDBOX_LOCK = 7_326_879;

/** By the real clock, everything that a sandbox has decided would lie ahead: it is not opened as anything else. */
export async function refuseSandbox(database: DataSource): Promise<void> {
  if (await isSandbox({ query: (sql) => database.query(sql) })) {
    throw new Error(
      "This database is a sandbox, whose clock ran ahead: set RECOUP_SANDBOX_PACE again, or take another database " +
        "(RECOUP_DATA_DIR, DATABASE_URL)",
    );
  }
}

async function isSandbox(reader: Pick<Transaction, "query">): Promise<boolean> {
  const [row] = await reader.query<{ found: boolean }>(
    "SELECT to_regclass('sandbox.clock') IS NOT NULL AS found",
  );
  return row?.found ?? false;
}
