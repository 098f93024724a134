import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * What is kept of the Merkle trees over streams: the roots of complete subtrees of 256, 256² and 256³ entries, so that a
 * checkpoint or a proof reads some hundred rows however long a stream is; and the checkpoints that were signed.
 */
export class CreateJournalTree1790065000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`CREATE TABLE journal_subtree (
      stream uuid NOT NULL,
      level smallint NOT NULL CHECK (level BETWEEN 1 AND 3),
      place integer NOT NULL CHECK (place >= 0),
      root bytea NOT NULL CHECK (octet_length(root) = 32),
      PRIMARY KEY (stream, level, place))`);
    await db.query(`CREATE TABLE journal_checkpoint (
      stream uuid NOT NULL,
      size integer NOT NULL CHECK (size > 0),
      note text NOT NULL,
      published_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      PRIMARY KEY (stream, size))`);
    for (const table of ["journal_subtree", "journal_checkpoint"]) {
      await db.query(`CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON ${table}
        FOR EACH ROW EXECUTE FUNCTION refuse_change()`);
      await db.query(`CREATE TRIGGER no_truncate BEFORE TRUNCATE ON ${table}
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
    }
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("DROP TABLE journal_checkpoint");
    await db.query("DROP TABLE journal_subtree");
  }
}
