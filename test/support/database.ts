import { randomBytes } from "node:crypto";
import { databaseUrl, runOnce } from "./database-server";

/** A database of a test's own. */
export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** A copy of the migrated template. */
export function freshDatabase(): Promise<TestDatabase> {
  // Copying files beats logging their content, but asks for a checkpoint, which is dear where fsync is on.
  const strategy = process.env["TEST_DATABASE_URL"] ? "" : " STRATEGY file_copy";
  return createDatabase(`TEMPLATE ${setting("TEST_TEMPLATE")}${strategy}`);
}

/** A database with nothing in it, for tests of the migrations. */
export function emptyDatabase(): Promise<TestDatabase> {
  return createDatabase("TEMPLATE template0");
}

async function createDatabase(from: string): Promise<TestDatabase> {
  const adminUrl = setting("TEST_ADMIN_URL");
  const name = `test_${randomBytes(6).toString("hex")}`;
  await runOnce(adminUrl, `CREATE DATABASE ${name} ${from}`);
  return {
    url: databaseUrl(adminUrl, name),
    drop: async () => {
      await runOnce(adminUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
}

function setting(name: "TEST_ADMIN_URL" | "TEST_TEMPLATE"): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is set by test/support/global-setup.ts: run the tests with jest`);
  return value;
}
