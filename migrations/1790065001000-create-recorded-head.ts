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

  /** What the journal's own stream holds stays, since entries are not taken back; then the constraint is for new streams. */
  async down(db: QueryRunner): Promise<void> {
    await db.query("DROP TABLE journal_recorded_head");
    await db.query("ALTER TABLE journal_stream DROP CONSTRAINT journal_stream_kind_check");
    const own = (await db.query("SELECT 1 FROM journal_stream WHERE kind = 'JOURNAL'")) as unknown[];
    await db.query(`ALTER TABLE journal_stream ADD CONSTRAINT journal_stream_kind_check
      CHECK (kind IN ('PORTFOLIO', 'BUYER', 'AUCTION', 'SALE', 'ORGANIZATION')) ${own.length > 0 ? "NOT VALID" : ""}`);
  }
}
