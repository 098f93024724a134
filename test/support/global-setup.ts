import "reflect-metadata";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { DataSource } from "typeorm";
import { dataSourceOptions } from "../../src/platform/database/data-source";
import { startEmbedded } from "../../src/platform/database/embedded";
import { migrate } from "../../src/platform/database/migrate";
import { databaseUrl, runOnce } from "./database-server";
import { endWithTests } from "./guardian";
import globalTeardown, { forTeardown } from "./global-teardown";

/**
 * One PostgreSQL for the whole run (or the one that TEST_DATABASE_URL names), and in it a migrated database that
 * `freshDatabase` copies.
 */
export default async function globalSetup(): Promise<void> {
  try {
    await prepare();
  } catch (error) {
    await globalTeardown(); // jest does not call it after a set-up that failed
    throw error;
  }
}

async function prepare(): Promise<void> {
  const adminUrl = process.env["TEST_DATABASE_URL"] ?? (await startServer());
  const template = `recoup_template_${process.pid}`;
  await runOnce(adminUrl, `CREATE DATABASE ${template}`);
  if (process.env["TEST_DATABASE_URL"]) {
    forTeardown(() => runOnce(adminUrl, `DROP DATABASE IF EXISTS ${template} WITH (FORCE)`));
  }
  const database = new DataSource(dataSourceOptions({ url: databaseUrl(adminUrl, template), poolSize: 2 }));
  await database.initialize();
  await migrate(database);
  await database.destroy();
  process.env["TEST_ADMIN_URL"] = adminUrl;
  process.env["TEST_TEMPLATE"] = template;
}

async function startServer(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "recoup-test-"));
  const removed = endWithTests("folder", folder);
  forTeardown(() => rm(folder, { recursive: true, force: true }).then(removed));
  if (process.getuid?.() === 0) await chmod(folder, 0o711); // PostgreSQL's own user must get in
  const server = await startEmbedded({ folder, unsafeFast: true });
  forTeardown(server.stop);
  return server.adminUrl;
}
