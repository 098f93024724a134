import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * A firm's latest accepted bid, which every decision and every status asks for, without going through the refused ones
 * behind it: a firm that is refused a hundred thousand times must not slow down the auction.
 */
export class IndexAcceptedBid1790061002000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(
      "CREATE INDEX bid_accepted ON bid (auction_id, buyer_id, sequence) WHERE decision = 'ACCEPTED'",
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("DROP INDEX bid_accepted");
  }
}
