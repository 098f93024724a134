import type { MigrationInterface, QueryRunner } from "typeorm";

const SIGNING_ROLES = "ARRAY['FINANCE', 'LEGAL', 'COMPLIANCE', 'RISK', 'EXECUTIVE']";

/** Who must sign for which sales, by seller and version; and which portfolios their seller holds to be strategic. */
export class CreateAuthorityMatrix1790090000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`CREATE TABLE authority_matrix (
      id uuid PRIMARY KEY,
      seller_id uuid NOT NULL,
      version integer NOT NULL CHECK (version > 0),
      status text NOT NULL CHECK (status IN ('PROPOSED', 'APPROVED', 'REJECTED', 'SUPERSEDED')),
      rationale text NOT NULL CHECK (rationale <> ''),
      proposed_by uuid NOT NULL,
      proposer_id uuid NOT NULL,
      proposed_at timestamptz NOT NULL,
      decided_by uuid CHECK (decided_by <> proposed_by),
      decider_id uuid,
      decided_at timestamptz CHECK (decided_at >= proposed_at),
      decision_rationale text CHECK (decision_rationale <> ''),
      UNIQUE (seller_id, version),
      FOREIGN KEY (seller_id, proposer_id) REFERENCES app_user (organization_id, id),
      FOREIGN KEY (seller_id, decider_id) REFERENCES app_user (organization_id, id),
      CONSTRAINT separation_of_duties CHECK (decider_id <> proposer_id),
      CONSTRAINT decided CHECK (num_nonnulls(decided_by, decider_id, decided_at, decision_rationale)
        = CASE status WHEN 'PROPOSED' THEN 0 ELSE 4 END))`);
    await db.query(
      "CREATE UNIQUE INDEX authority_matrix_proposed ON authority_matrix (seller_id) WHERE status = 'PROPOSED'",
    );
    await db.query(
      "CREATE UNIQUE INDEX authority_matrix_approved ON authority_matrix (seller_id) WHERE status = 'APPROVED'",
    );
    await db.query(`CREATE TABLE authority_rule (
      matrix_id uuid NOT NULL REFERENCES authority_matrix (id),
      position integer NOT NULL CHECK (position > 0),
      tier text NOT NULL CHECK (length(tier) BETWEEN 1 AND 100),
      required_roles text[] NOT NULL CHECK (cardinality(required_roles) > 0 AND required_roles <@ ${SIGNING_ROLES}),
      is_strategic boolean,
      face_up_to_minor bigint CHECK (face_up_to_minor >= 0),
      face_up_to_currency text CHECK (face_up_to_currency ~ '^[A-Z]{3}$'),
      price_up_to_minor bigint CHECK (price_up_to_minor >= 0),
      price_up_to_currency text CHECK (price_up_to_currency ~ '^[A-Z]{3}$'),
      price_to_floor_millionths bigint CHECK (price_to_floor_millionths >= 0),
      PRIMARY KEY (matrix_id, position),
      CHECK (num_nulls(face_up_to_minor, face_up_to_currency) IN (0, 2)),
      CHECK (num_nulls(price_up_to_minor, price_up_to_currency) IN (0, 2)))`);
    await this.guard(db);
    await db.query(`CREATE TABLE strategic_portfolio (
      portfolio_id uuid NOT NULL,
      seller_id uuid NOT NULL,
      marked_by uuid NOT NULL,
      marker_id uuid NOT NULL,
      marked_at timestamptz NOT NULL,
      rationale text NOT NULL CHECK (rationale <> ''),
      unmarked_by uuid CHECK (unmarked_by <> marked_by),
      unmarker_id uuid,
      unmarked_at timestamptz CHECK (unmarked_at >= marked_at),
      unmarking_rationale text CHECK (unmarking_rationale <> ''),
      PRIMARY KEY (portfolio_id, marked_at),
      FOREIGN KEY (portfolio_id, seller_id) REFERENCES portfolio (id, seller_id),
      FOREIGN KEY (seller_id, marker_id) REFERENCES app_user (organization_id, id),
      FOREIGN KEY (seller_id, unmarker_id) REFERENCES app_user (organization_id, id),
      CONSTRAINT separation_of_duties CHECK (unmarker_id <> marker_id),
      CHECK (num_nulls(unmarked_by, unmarker_id, unmarked_at, unmarking_rationale) IN (0, 4)))`);
    await db.query(`CREATE UNIQUE INDEX strategic_portfolio_marked ON strategic_portfolio (portfolio_id)
      WHERE unmarked_at IS NULL`);
  }

  /** What was proposed is what is decided: neither the rules nor the proposal change, and the states go their one way. */
  private async guard(db: QueryRunner): Promise<void> {
    await db.query(`CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON authority_rule
      FOR EACH ROW EXECUTE FUNCTION refuse_change()`);
    await db.query(`CREATE TRIGGER no_change BEFORE UPDATE OF id, seller_id, version, rationale, proposed_by, proposer_id,
        proposed_at
      ON authority_matrix FOR EACH ROW EXECUTE FUNCTION refuse_change()`);
    await db.query(`CREATE FUNCTION check_authority_matrix_transition() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF (OLD.status, NEW.status) NOT IN (('PROPOSED', 'APPROVED'), ('PROPOSED', 'REJECTED'),
          ('APPROVED', 'SUPERSEDED')) THEN
          RAISE EXCEPTION 'An authority matrix does not go from % to %', OLD.status, NEW.status
            USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
      END $$`);
    await db.query(`CREATE TRIGGER transition BEFORE UPDATE OF status ON authority_matrix
      FOR EACH ROW EXECUTE FUNCTION check_authority_matrix_transition()`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("DROP TABLE strategic_portfolio");
    await db.query("DROP TABLE authority_rule");
    await db.query("DROP TABLE authority_matrix");
    await db.query("DROP FUNCTION check_authority_matrix_transition()");
  }
}
