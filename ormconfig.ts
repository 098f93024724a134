import "reflect-metadata";
import { DataSource } from "typeorm";
import { dataSourceOptions } from "./src/platform/database/data-source";

/** The one DataSource of the migration command: `DATABASE_MIGRATION_URL`, else `DATABASE_URL`. */
const url = process.env["DATABASE_MIGRATION_URL"] ?? process.env["DATABASE_URL"];
if (!url) throw new Error("Set DATABASE_URL (or DATABASE_MIGRATION_URL) to the database to migrate.");

export default new DataSource({
  ...dataSourceOptions({ url, poolSize: 2, name: "recoup migrations" }),
  logger: "advanced-console", // somebody at a terminal reads what it does
});
