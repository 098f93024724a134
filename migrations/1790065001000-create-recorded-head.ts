import type { MigrationInterface, QueryRunner } from "typeorm";

/** The journal's own stream, which records where all others stand; and up to where it has recorded each. */
export class CreateRecordedHead1790065001000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query("ALTER TABLE journal_stream DROP CONSTRAINT journal_stream_kind_check");
    await db.query(`ALTER TABLE journal_stream ADD CONSTRAINT journal_stream_kind_check
      CHECK (kind IN ('PORTFOLIO', 'BUYER', 'AUCTION', 'SALE', 'ORGANIZATION', 'JOURNAL'))`);
    await db.query(`CREATE TABLE journal_recorded_head (
      stream uuid PRIMARY KEY,
      sequence integer NOT NULL CHECK (sequence > 0))`);
  }

  /** What the journal's own stream holds stays: entries are not taken back. */
  async down(db: QueryRunner): Promise<void> {
    await db.query("DROP TABLE journal_recorded_head");
    await db.query("ALTER TABLE journal_stream DROP CONSTRAINT journal_stream_kind_check");
    await db.query(`ALTER TABLE journal_stream ADD CONSTRAINT journal_stream_kind_check
      CHECK (kind IN ('PORTFOLIO', 'BUYER', 'AUCTION', 'SALE', 'ORGANIZATION')) NOT VALID`);
  }
}
