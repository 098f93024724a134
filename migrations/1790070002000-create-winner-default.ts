import type { MigrationInterface, QueryRunner } from "typeorm";

/** Firms that did not stand by what they won, each with whoever approved that its deposit is forfeited, and when. */
export class CreateWinnerDefault1790070002000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`CREATE TABLE winner_default (
      id uuid PRIMARY KEY,
      auction_id uuid NOT NULL REFERENCES auction (id),
      seller_id uuid NOT NULL,
      buyer_id uuid NOT NULL,
      sale_id uuid,
      awarder_id uuid,
      rank integer NOT NULL CHECK (rank > 0),
      approved_by uuid NOT NULL,
      approver_id uuid NOT NULL,
      declared_at timestamptz NOT NULL,
      rationale text NOT NULL CHECK (rationale <> ''),
      UNIQUE (auction_id, buyer_id),
      FOREIGN KEY (auction_id, buyer_id) REFERENCES participant (auction_id, buyer_id),
      FOREIGN KEY (sale_id, seller_id, buyer_id) REFERENCES sale (id, seller_id, buyer_id),
      FOREIGN KEY (seller_id, approver_id) REFERENCES app_user (organization_id, id),
      CONSTRAINT awarded CHECK ((sale_id IS NULL) = (awarder_id IS NULL)),
      CONSTRAINT separation_of_duties CHECK (approver_id <> awarder_id))`);
    await db.query(`CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON winner_default
      FOR EACH ROW EXECUTE FUNCTION refuse_change()`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("DROP TABLE winner_default");
  }
}
