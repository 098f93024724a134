import type { DataSource } from "typeorm";

/** What nobody changes once it is written: the application's role may read it and add to it, no more. */
const APPEND_ONLY = [
  "journal_entry",
  "bid",
  "sealed_box",
  "sealed_share",
  "sealed_reveal",
  "revealed_key",
  "qualification_evidence",
  "qualification_licence",
  "journal_subtree",
  "journal_checkpoint",
  "bid_receipt",
];
/** Schemas that the application's queries reach: its own, and the job queue's. */
const SCHEMAS = ["public", "graphile_worker"];

/**
 * Lets the application's role use what the migrating role owns. Where the two are one, triggers alone keep the journal
 * append-only, and its owner could drop those; with two, the application cannot.
 */
export async function grantToApplication(database: DataSource, role: string): Promise<void> {
  const name = `"${role.replaceAll('"', '""')}"`;
  for (const schema of SCHEMAS) {
    await database.query(`GRANT USAGE ON SCHEMA ${schema} TO ${name}`);
    await database.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${schema} TO ${name}`);
    await database.query(`GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA ${schema} TO ${name}`);
    await database.query(`GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${schema} TO ${name}`);
  }
  await database.query(`REVOKE UPDATE, DELETE, TRUNCATE ON ${APPEND_ONLY.join(", ")} FROM ${name}`);
  const partitions = await database.query<{ part: string }[]>(
    "SELECT inhrelid::regclass::text AS part FROM pg_inherits WHERE inhparent IN ('journal_entry'::regclass, 'bid'::regclass)",
  );
  for (const { part } of partitions) {
    await database.query(`REVOKE ALL ON ${part} FROM ${name}`); // reached through their parent only
  }
}
