import type { MigrationInterface, QueryRunner } from "typeorm";

/** No time ends a phase in which a short list is made by hand; why a firm is not on it is kept for the seller. */
export class AddOpenEndedPhase1790067002000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE auction_state DROP CONSTRAINT auction_state_check1,
      ADD CONSTRAINT auction_state_end_check CHECK (CASE WHEN state #>> '{phase,name}' = 'SHORTLISTING'
        THEN status <> 'PAUSED' OR closes_at IS NULL ELSE (status = 'PAUSED') = (closes_at IS NULL) END)`);
    await db.query("ALTER TABLE participant ADD left_out_reason text");
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("ALTER TABLE participant DROP COLUMN left_out_reason");
    await db.query(`ALTER TABLE auction_state DROP CONSTRAINT auction_state_end_check,
      ADD CONSTRAINT auction_state_check1 CHECK ((status = 'PAUSED') = (closes_at IS NULL))`);
  }
}
