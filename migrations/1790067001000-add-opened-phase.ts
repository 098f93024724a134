import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * Bids may be opened twice: in a round behind which the auction goes on, whose phase their rows name, and in the last one.
 * Each has ranks of its own.
 */
export class AddOpenedPhase1790067001000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE opened_bid
      ADD phase text CHECK (phase IN ('INDICATION', 'SEALED')),
      DROP CONSTRAINT opened_bid_auction_id_rank_key,
      ADD CONSTRAINT opened_bid_phase_check1 CHECK (phase IS NULL OR rank IS NOT NULL)`);
    await db.query(
      "CREATE UNIQUE INDEX opened_bid_rank ON opened_bid (auction_id, coalesce(phase, ''), rank)",
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("DROP INDEX opened_bid_rank");
    await db.query(`ALTER TABLE opened_bid DROP COLUMN phase,
      ADD CONSTRAINT opened_bid_auction_id_rank_key UNIQUE (auction_id, rank)`);
  }
}
