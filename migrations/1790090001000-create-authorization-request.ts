import type { MigrationInterface, QueryRunner } from "typeorm";

const SIGNING_ROLES = "ARRAY['FINANCE', 'LEGAL', 'COMPLIANCE', 'RISK', 'EXECUTIVE']";

/**
 * Requests for the authority to sell, and the signatures under them. Whoever signs is of the seller, hence of no bidding
 * firm, and is not the submitter; each person and each role signs once; without all of them nothing is granted.
 */
export class CreateAuthorizationRequest1790090001000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`CREATE TABLE authorization_request (
      id uuid PRIMARY KEY,
      sale_id uuid NOT NULL,
      seller_id uuid NOT NULL,
      buyer_id uuid NOT NULL CHECK (buyer_id <> seller_id),
      status text NOT NULL CHECK (status IN
        ('PENDING', 'GRANTED', 'REJECTED', 'RETURNED', 'EXPIRED', 'INVALIDATED')),
      matrix_version integer NOT NULL CHECK (matrix_version >= 0),
      tier text NOT NULL CHECK (tier <> ''),
      required_roles text[] NOT NULL CHECK (cardinality(required_roles) > 0 AND required_roles <@ ${SIGNING_ROLES}),
      submitted_by uuid NOT NULL,
      submitter_id uuid NOT NULL,
      requested_at timestamptz NOT NULL,
      expires_at timestamptz NOT NULL CHECK (expires_at > requested_at),
      invalidation_reason text CHECK (invalidation_reason IN
        ('BUYER_CHANGED', 'MATRIX_CHANGED', 'STRATEGIC_FLAG_CHANGED', 'TERMS_CHANGED')),
      UNIQUE (id, seller_id, submitter_id),
      FOREIGN KEY (sale_id, seller_id, buyer_id) REFERENCES sale (id, seller_id, buyer_id),
      FOREIGN KEY (seller_id, submitter_id) REFERENCES app_user (organization_id, id),
      CHECK ((status = 'INVALIDATED') = (invalidation_reason IS NOT NULL)))`);
    await db.query(`CREATE UNIQUE INDEX authorization_request_live ON authorization_request (sale_id)
      WHERE status IN ('PENDING', 'GRANTED')`);
    await db.query("CREATE INDEX authorization_request_sale ON authorization_request (sale_id, id)");
    await db.query("CREATE INDEX authorization_request_seller ON authorization_request (seller_id, id)");
    await db.query(`CREATE INDEX authorization_request_due ON authorization_request (expires_at)
      WHERE status IN ('PENDING', 'GRANTED')`);
    await db.query(`CREATE TABLE authorization_signature (
      request_id uuid NOT NULL,
      seller_id uuid NOT NULL,
      submitter_id uuid NOT NULL,
      role text NOT NULL,
      person_id uuid NOT NULL,
      signed_by uuid NOT NULL,
      decision text NOT NULL CHECK (decision IN ('APPROVE', 'REJECT', 'RETURN')),
      rationale text NOT NULL CHECK (rationale <> ''),
      signed_at timestamptz NOT NULL,
      PRIMARY KEY (request_id, role),
      UNIQUE (request_id, person_id),
      FOREIGN KEY (request_id, seller_id, submitter_id)
        REFERENCES authorization_request (id, seller_id, submitter_id),
      FOREIGN KEY (seller_id, person_id) REFERENCES app_user (organization_id, id),
      CONSTRAINT separation_of_duties CHECK (person_id <> submitter_id))`);
    await this.guardSignatures(db);
    await this.guardRequests(db);
    await this.guardSales(db);
  }

  private async guardSignatures(db: QueryRunner): Promise<void> {
    await db.query(`CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON authorization_signature
      FOR EACH ROW EXECUTE FUNCTION refuse_change()`);
    await db.query(`CREATE TRIGGER no_truncate BEFORE TRUNCATE ON authorization_signature
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
    await db.query(`CREATE FUNCTION check_authorization_signature() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE request authorization_request;
      BEGIN
        SELECT * INTO request FROM authorization_request WHERE id = NEW.request_id FOR NO KEY UPDATE;
        IF request.status <> 'PENDING' OR NEW.signed_at >= request.expires_at THEN
          RAISE EXCEPTION 'A request that is not pending takes no signature' USING ERRCODE = 'check_violation';
        END IF;
        IF NEW.role <> ALL (request.required_roles) THEN
          RAISE EXCEPTION 'The request does not require this role' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
      END $$`);
    await db.query(`CREATE TRIGGER required_role BEFORE INSERT ON authorization_signature
      FOR EACH ROW EXECUTE FUNCTION check_authorization_signature()`);
  }

  /** The only ways of product.md, and nothing is granted for which a required signature is missing. */
  private async guardRequests(db: QueryRunner): Promise<void> {
    await db.query(`CREATE FUNCTION check_authorization_transition() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'INSERT' THEN
          IF NEW.status <> 'PENDING' THEN
            RAISE EXCEPTION 'A request begins as PENDING' USING ERRCODE = 'check_violation';
          END IF;
          RETURN NEW;
        END IF;
        IF NOT (OLD.status = 'PENDING' AND NEW.status IN ('GRANTED', 'REJECTED', 'RETURNED', 'EXPIRED', 'INVALIDATED')
          OR OLD.status = 'GRANTED' AND NEW.status IN ('EXPIRED', 'INVALIDATED')) THEN
          RAISE EXCEPTION 'A request does not go from % to %', OLD.status, NEW.status
            USING ERRCODE = 'check_violation';
        END IF;
        IF NEW.status = 'GRANTED' AND NEW.required_roles <> ARRAY(
          SELECT role FROM unnest(NEW.required_roles) WITH ORDINALITY AS required (role, position)
          JOIN authorization_signature USING (role)
          WHERE request_id = NEW.id AND decision = 'APPROVE' ORDER BY position) THEN
          RAISE EXCEPTION 'A required signature is missing' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
      END $$`);
    await db.query(`CREATE TRIGGER begins_pending BEFORE INSERT ON authorization_request
      FOR EACH ROW EXECUTE FUNCTION check_authorization_transition()`);
    await db.query(`CREATE TRIGGER transition BEFORE UPDATE OF status ON authorization_request
      FOR EACH ROW EXECUTE FUNCTION check_authorization_transition()`);
    await db.query(`CREATE TRIGGER no_change BEFORE UPDATE OF id, sale_id, seller_id, buyer_id, matrix_version, tier,
        required_roles, submitted_by, submitter_id, requested_at
      ON authorization_request FOR EACH ROW EXECUTE FUNCTION refuse_change()`);
    await db.query(`CREATE TRIGGER no_removal BEFORE DELETE ON authorization_request
      FOR EACH ROW EXECUTE FUNCTION refuse_change()`);
  }

  /** Checked at the commit, whichever of the two was changed, since both change in one transaction. */
  private async guardSales(db: QueryRunner): Promise<void> {
    await db.query(`CREATE FUNCTION check_sale_authority() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE changed uuid := to_jsonb(NEW) ->> TG_ARGV[0];
      BEGIN
        IF NOT EXISTS (SELECT FROM authorization_request WHERE sale_id = changed AND status = 'GRANTED')
          AND (SELECT status FROM sale WHERE id = changed) IN ('AUTHORIZED', 'AGREED', 'RECONCILED', 'FUNDED') THEN
          RAISE EXCEPTION 'A sale goes on only with its authority granted' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NULL;
      END $$`);
    await db.query(`CREATE CONSTRAINT TRIGGER authority AFTER INSERT OR UPDATE OF status ON sale
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_sale_authority('id')`);
    await db.query(`CREATE CONSTRAINT TRIGGER authority AFTER UPDATE OF status ON authorization_request
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_sale_authority('sale_id')`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("DROP TRIGGER authority ON sale");
    await db.query("DROP TABLE authorization_signature");
    await db.query("DROP TABLE authorization_request");
    await db.query("DROP FUNCTION check_sale_authority()");
    await db.query("DROP FUNCTION check_authorization_signature()");
    await db.query("DROP FUNCTION check_authorization_transition()");
  }
}
