import type { MigrationInterface, QueryRunner } from "typeorm";

/** Sales: what awards made. All but the status is pinned; one auction has one sale that is not dead. */
export class CreateSale1790070000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`CREATE TABLE sale (
      id uuid PRIMARY KEY,
      auction_id uuid NOT NULL REFERENCES auction (id),
      portfolio_id uuid NOT NULL,
      seller_id uuid NOT NULL,
      seller_kind text NOT NULL DEFAULT 'SELLER' CHECK (seller_kind = 'SELLER'),
      buyer_id uuid NOT NULL,
      buyer_kind text NOT NULL DEFAULT 'BUYER' CHECK (buyer_kind = 'BUYER'),
      rank integer NOT NULL CHECK (rank > 0),
      currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
      price_minor bigint NOT NULL CHECK (price_minor > 0),
      face_minor bigint NOT NULL CHECK (face_minor > 0),
      floor_minor bigint NOT NULL CHECK (floor_minor >= 0),
      asset_class text NOT NULL,
      jurisdictions text[] NOT NULL CHECK (cardinality(jurisdictions) > 0),
      status text NOT NULL CHECK (status IN ('IN_REVIEW', 'AWAITING_AUTHORIZATION', 'AUTHORIZED', 'AGREED',
        'RECONCILED', 'FUNDED', 'TRANSFERRED', 'COMPLETED', 'REJECTED', 'FELL_THROUGH', 'RESCINDED')),
      to_cover boolean NOT NULL,
      rationale text NOT NULL CHECK (rationale <> ''),
      awarded_by uuid NOT NULL,
      awarder_id uuid NOT NULL,
      made_at timestamptz NOT NULL,
      UNIQUE (id, seller_id, buyer_id),
      UNIQUE (auction_id, buyer_id),
      FOREIGN KEY (portfolio_id, seller_id) REFERENCES portfolio (id, seller_id),
      FOREIGN KEY (seller_id, seller_kind) REFERENCES organization (id, kind),
      FOREIGN KEY (buyer_id, buyer_kind) REFERENCES organization (id, kind),
      FOREIGN KEY (auction_id, buyer_id) REFERENCES participant (auction_id, buyer_id),
      FOREIGN KEY (seller_id, awarder_id) REFERENCES app_user (organization_id, id),
      CONSTRAINT not_below_floor CHECK (price_minor >= floor_minor),
      CONSTRAINT cover_is_behind_the_winner CHECK (to_cover = (rank > 1)))`);
    await db.query(`CREATE UNIQUE INDEX sale_live ON sale (auction_id)
      WHERE status NOT IN ('REJECTED', 'FELL_THROUGH', 'RESCINDED')`);
    await db.query("CREATE INDEX sale_seller ON sale (seller_id, id)");
    await db.query("CREATE INDEX sale_buyer ON sale (buyer_id, id)");
    await this.guardTransitions(db);
    await db.query(`CREATE TRIGGER no_change BEFORE UPDATE OF id, auction_id, portfolio_id, seller_id, buyer_id, rank,
        currency, price_minor, face_minor, floor_minor, asset_class, jurisdictions, to_cover, rationale, awarded_by,
        awarder_id, made_at
      ON sale FOR EACH ROW EXECUTE FUNCTION refuse_change()`);
    await db.query(`CREATE TRIGGER no_removal BEFORE DELETE ON sale
      FOR EACH ROW EXECUTE FUNCTION refuse_change()`);
  }

  /** The only ways of product.md: a row that went another one would not be explained by its journal. */
  private async guardTransitions(db: QueryRunner): Promise<void> {
    await db.query(`CREATE FUNCTION check_sale_transition() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF (OLD.status, NEW.status) NOT IN (('IN_REVIEW', 'AWAITING_AUTHORIZATION'),
          ('AWAITING_AUTHORIZATION', 'AUTHORIZED'), ('AUTHORIZED', 'AGREED'), ('AGREED', 'RECONCILED'),
          ('RECONCILED', 'FUNDED'), ('FUNDED', 'TRANSFERRED'), ('TRANSFERRED', 'COMPLETED'),
          ('AUTHORIZED', 'AWAITING_AUTHORIZATION'), ('AGREED', 'AWAITING_AUTHORIZATION'),
          ('RECONCILED', 'AWAITING_AUTHORIZATION'), ('IN_REVIEW', 'REJECTED'), ('AWAITING_AUTHORIZATION', 'REJECTED'))
          AND NOT (NEW.status IN ('FELL_THROUGH', 'RESCINDED') AND OLD.status IN ('IN_REVIEW',
            'AWAITING_AUTHORIZATION', 'AUTHORIZED', 'AGREED', 'RECONCILED')) THEN
          RAISE EXCEPTION 'A sale does not go from % to %', OLD.status, NEW.status USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
      END $$`);
    await db.query(`CREATE TRIGGER transition BEFORE UPDATE OF status ON sale
      FOR EACH ROW WHEN (OLD.status <> NEW.status) EXECUTE FUNCTION check_sale_transition()`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("DROP TABLE sale");
    await db.query("DROP FUNCTION check_sale_transition()");
  }
}
