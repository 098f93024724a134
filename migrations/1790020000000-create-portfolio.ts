import type { MigrationInterface, QueryRunner } from "typeorm";

/** Portfolios, their way to a sale, and the keys under which their debtors' personal data is sealed. */
export class CreatePortfolio1790020000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`CREATE TABLE portfolio (
      id uuid PRIMARY KEY,
      seller_id uuid NOT NULL,
      seller_kind text NOT NULL DEFAULT 'SELLER' CHECK (seller_kind = 'SELLER'),
      parent_id uuid CHECK (parent_id <> id),
      name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
      asset_class text NOT NULL CHECK (asset_class IN ('CREDIT_CARD', 'CONSUMER_LOAN', 'BUSINESS_LOAN', 'AUTO',
        'MORTGAGE', 'UTILITY', 'TELECOM', 'MEDICAL', 'COMMERCIAL_INVOICE')),
      currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
      as_of date NOT NULL CHECK (as_of >= '1970-01-01'),
      status text NOT NULL CHECK (status IN ('DRAFT', 'IMPORTED', 'SCREENED', 'VALUED', 'APPROVED', 'LISTED',
        'IN_AUCTION', 'SOLD', 'WITHDRAWN')),
      moved_by uuid NOT NULL,
      attempt integer NOT NULL DEFAULT 1 CHECK (attempt > 0),
      account_count integer NOT NULL DEFAULT 0 CHECK (account_count >= 0),
      face_value_minor bigint NOT NULL DEFAULT 0 CHECK (face_value_minor >= 0),
      book_value_minor bigint CHECK (book_value_minor >= 0),
      personal_data_erased_at timestamptz,
      created_by uuid NOT NULL,
      created_at timestamptz NOT NULL,
      UNIQUE (id, seller_id),
      FOREIGN KEY (seller_id, seller_kind) REFERENCES organization (id, kind),
      FOREIGN KEY (parent_id, seller_id) REFERENCES portfolio (id, seller_id),
      CONSTRAINT nothing_imported CHECK (status <> 'DRAFT' OR (account_count = 0 AND face_value_minor = 0)))`);
    await db.query("CREATE INDEX portfolio_seller ON portfolio (seller_id, id)");
    await db.query("CREATE INDEX portfolio_parent ON portfolio (parent_id) WHERE parent_id IS NOT NULL");
    await this.guardTransitions(db);
    await db.query(`CREATE TABLE portfolio_key (
      portfolio_id uuid PRIMARY KEY REFERENCES portfolio (id),
      wrapped_key bytea NOT NULL CHECK (octet_length(wrapped_key) = 60))`);
  }

  /** The only ways of product.md: a row that went another one would not be explained by its journal. */
  private async guardTransitions(db: QueryRunner): Promise<void> {
    await db.query(`CREATE FUNCTION check_portfolio_transition() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF (OLD.status, NEW.status) NOT IN (('DRAFT', 'IMPORTED'), ('SCREENED', 'IMPORTED'), ('VALUED', 'IMPORTED'),
          ('IMPORTED', 'SCREENED'), ('SCREENED', 'VALUED'), ('VALUED', 'APPROVED'), ('APPROVED', 'LISTED'),
          ('LISTED', 'IN_AUCTION'), ('IN_AUCTION', 'SOLD'), ('LISTED', 'APPROVED'), ('IN_AUCTION', 'APPROVED'),
          ('SOLD', 'APPROVED'))
          AND (NEW.status <> 'WITHDRAWN' OR OLD.status IN ('SOLD', 'WITHDRAWN')) THEN
          RAISE EXCEPTION 'A portfolio does not go from % to %', OLD.status, NEW.status
            USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
      END $$`);
    await db.query(`CREATE TRIGGER transition BEFORE UPDATE OF status ON portfolio
      FOR EACH ROW WHEN (OLD.status <> NEW.status) EXECUTE FUNCTION check_portfolio_transition()`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("DROP TABLE portfolio_key");
    await db.query("DROP TABLE portfolio");
    await db.query("DROP FUNCTION check_portfolio_transition()");
  }
}
