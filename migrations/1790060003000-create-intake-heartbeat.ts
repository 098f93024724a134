import type { MigrationInterface, QueryRunner } from "typeorm";

/** One row for each second in which some node could take bids: its gaps are the interruptions of auctions. */
export class CreateIntakeHeartbeat1790060003000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query("CREATE TABLE intake_heartbeat (at timestamptz PRIMARY KEY)");
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("DROP TABLE intake_heartbeat");
  }
}
