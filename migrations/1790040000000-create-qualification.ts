import type { MigrationInterface, QueryRunner } from "typeorm";

const ASSET_CLASSES =
  "ARRAY['CREDIT_CARD', 'CONSUMER_LOAN', 'BUSINESS_LOAN', 'AUTO', 'MORTGAGE', 'UTILITY', 'TELECOM', 'MEDICAL', " +
  "'COMMERCIAL_INVOICE']";

/** Firms' vetting by sellers, and the evidence that it rests on, which nobody changes once it was sent. */
export class CreateQualification1790040000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`CREATE TABLE qualification_evidence (
      id uuid PRIMARY KEY,
      qualification_id uuid NOT NULL,
      submitted_by uuid NOT NULL,
      submitted_at timestamptz NOT NULL,
      insurance_valid_until date NOT NULL,
      financial_capacity_minor bigint NOT NULL CHECK (financial_capacity_minor >= 0),
      financial_capacity_currency text NOT NULL CHECK (financial_capacity_currency ~ '^[A-Z]{3}$'),
      operations text NOT NULL CHECK (operations <> ''),
      conduct_record text NOT NULL CHECK (conduct_record <> ''),
      reference_list text[] NOT NULL,
      affiliations text[] NOT NULL,
      UNIQUE (qualification_id, id))`);
    await db.query(`CREATE TABLE qualification_licence (
      evidence_id uuid NOT NULL REFERENCES qualification_evidence (id),
      jurisdiction text NOT NULL CHECK (jurisdiction ~ '^[A-Z]{2}-[A-Z0-9]{1,3}$'),
      number text NOT NULL CHECK (number <> ''),
      valid_until date NOT NULL,
      lapses_at timestamptz NOT NULL,
      PRIMARY KEY (evidence_id, jurisdiction, number))`);
    for (const table of ["qualification_evidence", "qualification_licence"]) {
      await db.query(`CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON ${table}
        FOR EACH ROW EXECUTE FUNCTION refuse_change()`);
      await db.query(`CREATE TRIGGER no_truncate BEFORE TRUNCATE ON ${table}
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
    }
    await db.query(`CREATE TABLE qualification (
      id uuid PRIMARY KEY,
      seller_id uuid NOT NULL,
      seller_kind text NOT NULL DEFAULT 'SELLER' CHECK (seller_kind = 'SELLER'),
      buyer_id uuid NOT NULL,
      buyer_kind text NOT NULL DEFAULT 'BUYER' CHECK (buyer_kind = 'BUYER'),
      state text NOT NULL CHECK (state IN ('APPLIED', 'UNDER_REVIEW', 'QUALIFIED', 'REJECTED', 'EXPELLED')),
      application_id uuid NOT NULL,
      evidence_id uuid NOT NULL,
      submitted_by uuid NOT NULL,
      submitted_at timestamptz NOT NULL,
      review_started_by uuid,
      review_started_at timestamptz,
      decided_by uuid,
      decided_at timestamptz,
      rationale text CHECK (rationale <> ''),
      valid_until date,
      asset_classes text[] CHECK (cardinality(asset_classes) > 0 AND asset_classes <@ ${ASSET_CLASSES}),
      exposure_limit_minor bigint CHECK (exposure_limit_minor > 0),
      exposure_limit_currency text CHECK (exposure_limit_currency ~ '^[A-Z]{3}$'),
      lapses_at timestamptz,
      suspended_by uuid,
      suspended_at timestamptz,
      suspension_reason text CHECK (suspension_reason <> ''),
      reinstated_by uuid,
      reinstated_at timestamptz,
      reinstatement_reason text CHECK (reinstatement_reason <> ''),
      expelled_by uuid,
      expelled_at timestamptz,
      expulsion_reason text CHECK (expulsion_reason <> ''),
      renewal_id uuid,
      renewal_status text CHECK (renewal_status IN ('PENDING', 'CONFIRMED', 'REJECTED')),
      renewal_decided_by uuid,
      renewal_decided_at timestamptz,
      renewal_rationale text CHECK (renewal_rationale <> ''),
      FOREIGN KEY (seller_id, seller_kind) REFERENCES organization (id, kind),
      FOREIGN KEY (buyer_id, buyer_kind) REFERENCES organization (id, kind),
      FOREIGN KEY (id, application_id) REFERENCES qualification_evidence (qualification_id, id),
      FOREIGN KEY (id, evidence_id) REFERENCES qualification_evidence (qualification_id, id),
      FOREIGN KEY (id, renewal_id) REFERENCES qualification_evidence (qualification_id, id),
      CONSTRAINT separation_of_duties CHECK (decided_by <> submitted_by),
      CONSTRAINT in_order CHECK (review_started_at >= submitted_at AND decided_at >= submitted_at
        AND suspended_at >= decided_at AND reinstated_at >= suspended_at AND expelled_at >= decided_at),
      CONSTRAINT review_started CHECK (num_nulls(review_started_by, review_started_at) IN (0, 2)
        AND (state <> 'UNDER_REVIEW' OR review_started_by IS NOT NULL)),
      CONSTRAINT decided CHECK (num_nonnulls(decided_by, decided_at, rationale)
        = CASE WHEN state IN ('APPLIED', 'UNDER_REVIEW') THEN 0 ELSE 3 END),
      CONSTRAINT terms CHECK (
        num_nonnulls(valid_until, asset_classes, exposure_limit_minor, exposure_limit_currency, lapses_at)
        = CASE WHEN state IN ('QUALIFIED', 'EXPELLED') THEN 5 ELSE 0 END),
      CONSTRAINT suspended CHECK (num_nulls(suspended_by, suspended_at, suspension_reason) IN (0, 3)
        AND (suspended_by IS NULL OR state IN ('QUALIFIED', 'EXPELLED'))),
      CONSTRAINT reinstated CHECK (num_nulls(reinstated_by, reinstated_at, reinstatement_reason) IN (0, 3)
        AND (reinstated_by IS NULL OR suspended_by IS NOT NULL)),
      CONSTRAINT expelled CHECK (num_nonnulls(expelled_by, expelled_at, expulsion_reason)
        = CASE WHEN state = 'EXPELLED' THEN 3 ELSE 0 END),
      CONSTRAINT renewal CHECK ((renewal_id IS NULL) = (renewal_status IS NULL)
        AND (renewal_id IS NULL OR state IN ('QUALIFIED', 'EXPELLED'))),
      CONSTRAINT renewal_decided CHECK (num_nonnulls(renewal_decided_by, renewal_decided_at, renewal_rationale)
        = CASE WHEN renewal_status IN ('CONFIRMED', 'REJECTED') THEN 3 ELSE 0 END),
      CONSTRAINT evidence_in_force CHECK (evidence_id = application_id OR state IN ('QUALIFIED', 'EXPELLED')))`);
    await db.query(`ALTER TABLE qualification_evidence ADD FOREIGN KEY (qualification_id)
      REFERENCES qualification (id) DEFERRABLE INITIALLY DEFERRED`);
    // A firm has one application at a time with a seller, and none after an expulsion; a rejected one may be followed.
    await db.query(`CREATE UNIQUE INDEX qualification_live ON qualification (seller_id, buyer_id)
      WHERE state <> 'REJECTED'`);
    await db.query("CREATE INDEX qualification_firm ON qualification (seller_id, buyer_id, submitted_at)");
    await db.query("CREATE INDEX qualification_buyer ON qualification (buyer_id, submitted_at)");
    await db.query("CREATE INDEX qualification_renewal ON qualification (renewal_id)");
    await this.guardTransitions(db);
  }

  /** The states' only ways (product.md): a row that went another one would not be explained by its journal. */
  private async guardTransitions(db: QueryRunner): Promise<void> {
    await db.query(`CREATE FUNCTION check_qualification_transition() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF (OLD.state, NEW.state) NOT IN (('APPLIED', 'UNDER_REVIEW'), ('APPLIED', 'QUALIFIED'),
          ('APPLIED', 'REJECTED'), ('UNDER_REVIEW', 'QUALIFIED'), ('UNDER_REVIEW', 'REJECTED'),
          ('QUALIFIED', 'EXPELLED')) THEN
          RAISE EXCEPTION 'A qualification does not go from % to %', OLD.state, NEW.state
            USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
      END $$`);
    await db.query(`CREATE TRIGGER transition BEFORE UPDATE OF state ON qualification
      FOR EACH ROW WHEN (OLD.state <> NEW.state) EXECUTE FUNCTION check_qualification_transition()`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      "ALTER TABLE qualification_evidence DROP CONSTRAINT qualification_evidence_qualification_id_fkey",
    );
    await db.query("DROP TABLE qualification");
    await db.query("DROP FUNCTION check_qualification_transition()");
    await db.query("DROP TABLE qualification_licence");
    await db.query("DROP TABLE qualification_evidence");
  }
}
