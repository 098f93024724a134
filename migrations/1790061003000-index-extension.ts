import type { MigrationInterface, QueryRunner } from "typeorm";

/** How often an auction was extended, without reading its bids. */
export class IndexExtension1790061003000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(
      "CREATE INDEX journal_entry_extension ON journal_entry (stream) WHERE type = 'AuctionExtended'",
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("DROP INDEX journal_entry_extension");
  }
}
