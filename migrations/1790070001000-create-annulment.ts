import type { MigrationInterface, QueryRunner } from "typeorm";

/** Closed auctions that are not to end in a sale: proposed by one person, seconded by another of another role. */
export class CreateAnnulment1790070001000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`CREATE TABLE annulment (
      id uuid PRIMARY KEY,
      auction_id uuid NOT NULL REFERENCES auction (id),
      seller_id uuid NOT NULL,
      kind text NOT NULL CHECK (kind IN ('CANCEL', 'NOT_AWARD')),
      status text NOT NULL CHECK (status IN ('PROPOSED', 'APPROVED', 'REJECTED')),
      proposed_by uuid NOT NULL,
      proposer_id uuid NOT NULL,
      proposed_at timestamptz NOT NULL,
      rationale text NOT NULL CHECK (rationale <> ''),
      seconded_by uuid CHECK (seconded_by <> proposed_by),
      seconder_id uuid,
      seconded_at timestamptz CHECK (seconded_at >= proposed_at),
      second_rationale text CHECK (second_rationale <> ''),
      FOREIGN KEY (seller_id, proposer_id) REFERENCES app_user (organization_id, id),
      FOREIGN KEY (seller_id, seconder_id) REFERENCES app_user (organization_id, id),
      CONSTRAINT separation_of_duties CHECK (seconder_id <> proposer_id),
      CONSTRAINT decided CHECK (num_nonnulls(seconded_by, seconder_id, seconded_at, second_rationale)
        = CASE status WHEN 'PROPOSED' THEN 0 ELSE 4 END))`);
    await db.query(
      "CREATE UNIQUE INDEX annulment_proposed ON annulment (auction_id) WHERE status = 'PROPOSED'",
    );
    await db.query(
      "CREATE UNIQUE INDEX annulment_approved ON annulment (auction_id) WHERE status = 'APPROVED'",
    );
    await db.query("CREATE INDEX annulment_seller ON annulment (seller_id, id)");
    await db.query(`CREATE TRIGGER decided_once BEFORE UPDATE ON annulment
      FOR EACH ROW WHEN (OLD.status <> 'PROPOSED') EXECUTE FUNCTION refuse_change()`);
    await db.query(`CREATE TRIGGER no_change BEFORE UPDATE OF id, auction_id, seller_id, kind, proposed_by, proposer_id,
        proposed_at, rationale
      ON annulment FOR EACH ROW EXECUTE FUNCTION refuse_change()`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("DROP TABLE annulment");
  }
}
