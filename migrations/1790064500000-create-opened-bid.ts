import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * What sealed bids came to at the opening: their amounts, by rank, or why they were set aside. Before the opening there
 * is no row. A withdrawal's entry has no maximum to hide, so its row has two salts.
 */
export class CreateOpenedBid1790064500000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`CREATE TABLE opened_bid (
      auction_id uuid NOT NULL REFERENCES auction (id),
      sequence integer NOT NULL CHECK (sequence > 0),
      amount_minor bigint CHECK (amount_minor > 0),
      rank integer CHECK (rank > 0),
      reason text,
      PRIMARY KEY (auction_id, sequence),
      UNIQUE (auction_id, rank),
      CHECK ((rank IS NULL) <> (reason IS NULL)),
      CHECK (rank IS NULL OR amount_minor IS NOT NULL))`);
    await db.query(`CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON opened_bid
      FOR EACH ROW EXECUTE FUNCTION refuse_change()`);
    await db.query(`CREATE TRIGGER no_truncate BEFORE TRUNCATE ON opened_bid
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
    await db.query(`ALTER TABLE bid DROP CONSTRAINT bid_salts_check,
      ADD CONSTRAINT bid_salts_check CHECK (octet_length(salts) = CASE WHEN withdrawal THEN 32 ELSE 48 END)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE bid DROP CONSTRAINT bid_salts_check,
      ADD CONSTRAINT bid_salts_check CHECK (octet_length(salts) = 48)`);
    await db.query("DROP TABLE opened_bid");
  }
}
