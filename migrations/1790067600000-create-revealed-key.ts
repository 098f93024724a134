import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * The keys by which bids were opened that too few custodians had opened. Until then they lie sealed to the operator in
 * `sealed_reveal`; from the opening on whoever may read the amount may check it by the key.
 */
export class CreateRevealedKey1790067600000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`CREATE TABLE revealed_key (
      auction_id uuid NOT NULL REFERENCES auction (id),
      sequence integer NOT NULL CHECK (sequence > 0),
      key bytea NOT NULL CHECK (octet_length(key) = 32),
      PRIMARY KEY (auction_id, sequence))`);
    await db.query(`CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON revealed_key
      FOR EACH ROW EXECUTE FUNCTION refuse_change()`);
    await db.query(`CREATE TRIGGER no_truncate BEFORE TRUNCATE ON revealed_key
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("DROP TABLE revealed_key");
  }
}
