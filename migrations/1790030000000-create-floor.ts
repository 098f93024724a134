import type { MigrationInterface, QueryRunner } from "typeorm";

/** Floors: proposed by one person, decided by another; replaced, never changed. */
export class CreateFloor1790030000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`CREATE TABLE floor (
      id uuid PRIMARY KEY,
      portfolio_id uuid NOT NULL,
      seller_id uuid NOT NULL,
      status text NOT NULL CHECK (status IN ('PROPOSED', 'APPROVED', 'REJECTED', 'SUPERSEDED')),
      amount_minor bigint NOT NULL CHECK (amount_minor >= 0),
      face_minor bigint NOT NULL CHECK (face_minor > 0),
      currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
      valid_until date,
      rationale text NOT NULL CHECK (rationale <> ''),
      proposed_by uuid NOT NULL,
      proposer_id uuid NOT NULL,
      proposed_at timestamptz NOT NULL,
      decided_by uuid,
      decider_id uuid,
      decided_at timestamptz,
      decision_rationale text CHECK (decision_rationale <> ''),
      superseded_at timestamptz,
      FOREIGN KEY (portfolio_id, seller_id) REFERENCES portfolio (id, seller_id),
      FOREIGN KEY (seller_id, proposer_id) REFERENCES app_user (organization_id, id),
      FOREIGN KEY (seller_id, decider_id) REFERENCES app_user (organization_id, id),
      CONSTRAINT separation_of_duties CHECK (decided_by <> proposed_by AND decider_id <> proposer_id),
      CONSTRAINT in_order CHECK (decided_at >= proposed_at AND superseded_at >= coalesce(decided_at, proposed_at)),
      CONSTRAINT decided CHECK (CASE status
        WHEN 'PROPOSED' THEN num_nonnulls(decided_by, decider_id, decided_at, decision_rationale) = 0
        WHEN 'SUPERSEDED' THEN num_nonnulls(decided_by, decider_id, decided_at, decision_rationale) IN (0, 4)
        ELSE num_nonnulls(decided_by, decider_id, decided_at, decision_rationale) = 4 END),
      CONSTRAINT superseded CHECK ((status = 'SUPERSEDED') = (superseded_at IS NOT NULL)))`);
    await db.query("CREATE UNIQUE INDEX floor_proposed ON floor (portfolio_id) WHERE status = 'PROPOSED'");
    await db.query("CREATE UNIQUE INDEX floor_approved ON floor (portfolio_id) WHERE status = 'APPROVED'");
    await db.query("CREATE INDEX floor_portfolio ON floor (portfolio_id, id)");
    await db.query(`CREATE FUNCTION check_floor_transition() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF (OLD.status, NEW.status) NOT IN (('PROPOSED', 'APPROVED'), ('PROPOSED', 'REJECTED'),
          ('PROPOSED', 'SUPERSEDED'), ('APPROVED', 'SUPERSEDED')) THEN
          RAISE EXCEPTION 'A floor does not go from % to %', OLD.status, NEW.status
            USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
      END $$`);
    await db.query(`CREATE TRIGGER transition BEFORE UPDATE OF status ON floor
      FOR EACH ROW EXECUTE FUNCTION check_floor_transition()`);
    // What was proposed is what is decided, and what an auction pins.
    await db.query(`CREATE TRIGGER no_change BEFORE UPDATE OF
        id, portfolio_id, seller_id, amount_minor, face_minor, currency, valid_until, rationale, proposed_by, proposer_id, proposed_at
      ON floor FOR EACH ROW EXECUTE FUNCTION refuse_change()`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("DROP TABLE floor");
    await db.query("DROP FUNCTION check_floor_transition()");
  }
}
