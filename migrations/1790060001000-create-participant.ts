import type { MigrationInterface, QueryRunner } from "typeorm";

/** Firms in auctions, each behind a paddle. */
export class CreateParticipant1790060001000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`CREATE TABLE participant (
      id uuid PRIMARY KEY,
      auction_id uuid NOT NULL REFERENCES auction (id),
      buyer_id uuid NOT NULL REFERENCES organization (id),
      paddle text NOT NULL CHECK (paddle ~ '^[0-9]{3}$'),
      status text NOT NULL CHECK (status IN ('INVITED', 'NDA_SIGNED', 'ADMITTED', 'REMOVED')),
      nda_signed_at timestamptz,
      limit_minor bigint CHECK (limit_minor > 0),
      licences_lapse_at timestamptz,
      voided_through integer NOT NULL DEFAULT 0 CHECK (voided_through >= 0),
      UNIQUE (auction_id, buyer_id),
      UNIQUE (auction_id, paddle),
      CHECK (status <> 'ADMITTED' OR nda_signed_at IS NOT NULL))`);
    await db.query("CREATE INDEX participant_buyer ON participant (buyer_id, auction_id)");
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("DROP TABLE participant");
  }
}
