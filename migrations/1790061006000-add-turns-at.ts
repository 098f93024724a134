import type { MigrationInterface, QueryRunner } from "typeorm";

/** When the price of an open auction falls next; null where it does not. For the sweep alone: no bid is decided by it. */
export class AddTurnsAt1790061006000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query("ALTER TABLE auction_state ADD turns_at timestamptz");
    await db.query(
      "CREATE INDEX auction_state_turning ON auction_state (turns_at) WHERE status = 'OPEN' AND turns_at IS NOT NULL",
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("ALTER TABLE auction_state DROP COLUMN turns_at");
  }
}
