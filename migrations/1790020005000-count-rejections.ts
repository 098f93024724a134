import type { MigrationInterface, QueryRunner } from "typeorm";

/** How much is wrong with a tape: of a tape of nothing but bad rows only the first are kept. */
export class CountRejections1790020005000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query("ALTER TABLE tape_import ADD rejection_count integer NOT NULL DEFAULT 0");
    await db.query(`UPDATE tape_import i SET rejection_count =
      greatest(i.rows_rejected, (SELECT count(*) FROM tape_rejection r WHERE r.tape_import_id = i.id))`);
    await db.query(`ALTER TABLE tape_import
      ADD CONSTRAINT rejected_rows_counted CHECK (rejection_count >= rows_rejected)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("ALTER TABLE tape_import DROP COLUMN rejection_count");
  }
}
