import type { MigrationInterface, QueryRunner } from "typeorm";

/** Which organizations a seller has found to belong together, itself among them: firms of one group are one bidder. */
export class CreateAffiliation1790040001000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`CREATE TABLE affiliation (
      seller_id uuid NOT NULL REFERENCES organization (id),
      organization_id uuid NOT NULL REFERENCES organization (id),
      group_id uuid NOT NULL,
      PRIMARY KEY (seller_id, organization_id))`);
    await db.query("CREATE INDEX affiliation_group ON affiliation (seller_id, group_id)");
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("DROP TABLE affiliation");
  }
}
