import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * That a custodian found no share in a box is only said, and must not keep its share out that comes later: there may be one
 * row of each kind. Rows are never changed.
 */
export class LetSharesFollowDenials1790067601000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query("ALTER TABLE sealed_share DROP CONSTRAINT sealed_share_pkey");
    await db.query(`CREATE UNIQUE INDEX sealed_share_once
      ON sealed_share (auction_id, sequence, custodian_id, (share IS NULL))`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("DROP INDEX sealed_share_once");
    await db.query("ALTER TABLE sealed_share ADD PRIMARY KEY (auction_id, sequence, custodian_id)");
  }
}
