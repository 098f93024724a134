import type { MigrationInterface, QueryRunner } from "typeorm";

/** Analysts' order by amount. Amounts rise in an auction, so its insertions are near its end and cheap. */
export class IndexBidAmount1790061001000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query("CREATE INDEX bid_amount ON bid (auction_id, coalesce(amount_minor, 0), sequence)");
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("DROP INDEX bid_amount");
  }
}
