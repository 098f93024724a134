import type { MigrationInterface, QueryRunner } from "typeorm";

/** What the receipts of one transaction's bids are made from: its entries, and the signed root of the tree over them. */
export class CreateBidReceipt1790065002000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`CREATE TABLE bid_receipt (
      auction_id uuid NOT NULL,
      first_sequence integer NOT NULL CHECK (first_sequence > 0),
      last_sequence integer NOT NULL CHECK (last_sequence >= first_sequence),
      note text NOT NULL,
      seed bytea CHECK (octet_length(seed) = 32),
      PRIMARY KEY (auction_id, first_sequence))`);
    await db.query(`CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON bid_receipt
      FOR EACH ROW EXECUTE FUNCTION refuse_change()`);
    await db.query(`CREATE TRIGGER no_truncate BEFORE TRUNCATE ON bid_receipt
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("DROP TABLE bid_receipt");
  }
}
