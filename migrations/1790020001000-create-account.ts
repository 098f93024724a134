import type { MigrationInterface, QueryRunner } from "typeorm";

// A plan that was made when the table was empty would read all of it for every batch.
const PLAN_EACH_TIME = "SET plan_cache_mode = force_custom_plan";

/**
 * Accounts, and beside them their debtors' sealed personal data. Rows come by the million, so what a foreign key would check
 * row by row (15 µs of 40 µs a row, measured) is checked once a statement, over all its rows.
 */
export class CreateAccount1790020001000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`CREATE TABLE account (
      id uuid PRIMARY KEY,
      portfolio_id uuid NOT NULL,
      seller_id uuid NOT NULL,
      reference text NOT NULL CHECK (length(reference) BETWEEN 1 AND 200),
      balance_minor bigint NOT NULL CHECK (balance_minor >= 0),
      book_value_minor bigint CHECK (book_value_minor >= 0),
      due_date date,
      charge_off_date date,
      last_payment_date date,
      limitation_date date,
      status text CHECK (status IN ('CURRENT', 'DELINQUENT', 'CHARGED_OFF', 'SETTLED', 'PAID')),
      state text CHECK (state ~ '^[A-Z]{2}-[A-Z0-9]{1,3}$'),
      industry text,
      documentation text,
      is_bankrupt boolean,
      is_deceased boolean,
      has_identity_theft boolean,
      is_on_active_duty boolean,
      is_disputed boolean,
      is_in_litigation boolean,
      is_withdrawn boolean NOT NULL DEFAULT false,
      debtor_erased_at timestamptz)`);
    // Nothing is sold twice: a seller's account is in one portfolio that is not withdrawn.
    await db.query(
      "CREATE UNIQUE INDEX account_reference ON account (seller_id, reference) WHERE NOT is_withdrawn",
    );
    await db.query("CREATE INDEX account_portfolio ON account (portfolio_id, id)");
    await db.query(`CREATE TABLE personal_box (
      account_id uuid PRIMARY KEY,
      box bytea NOT NULL CHECK (octet_length(box) > 28))`);
    await this.checkPortfolios(db);
    await this.checkBoxes(db);
  }

  private async checkPortfolios(db: QueryRunner): Promise<void> {
    await db.query(`CREATE FUNCTION check_account_portfolio() RETURNS trigger LANGUAGE plpgsql ${PLAN_EACH_TIME} AS $$
      BEGIN
        IF EXISTS (SELECT FROM (SELECT DISTINCT portfolio_id, seller_id FROM changed) c
          LEFT JOIN portfolio p ON p.id = c.portfolio_id AND p.seller_id = c.seller_id WHERE p.id IS NULL) THEN
          RAISE EXCEPTION 'An account is in no portfolio of its seller' USING ERRCODE = 'foreign_key_violation';
        END IF;
        RETURN NULL;
      END $$`);
    for (const change of ["INSERT", "UPDATE"]) {
      await db.query(`CREATE TRIGGER portfolio_of_${change.toLowerCase()} AFTER ${change} ON account
        REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION check_account_portfolio()`);
    }
  }

  private async checkBoxes(db: QueryRunner): Promise<void> {
    await db.query(`CREATE FUNCTION check_account_exists() RETURNS trigger LANGUAGE plpgsql ${PLAN_EACH_TIME} AS $$
      BEGIN
        IF EXISTS (SELECT FROM changed c WHERE NOT EXISTS (SELECT FROM account a WHERE a.id = c.account_id)) THEN
          RAISE EXCEPTION 'There is no such account' USING ERRCODE = 'foreign_key_violation';
        END IF;
        RETURN NULL;
      END $$`);
    await db.query(`CREATE TRIGGER account_of_box AFTER INSERT ON personal_box
      REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION check_account_exists()`);
    await db.query(`CREATE FUNCTION delete_personal_boxes() RETURNS trigger LANGUAGE plpgsql ${PLAN_EACH_TIME} AS $$
      BEGIN
        DELETE FROM personal_box b USING deleted d WHERE b.account_id = d.id;
        RETURN NULL;
      END $$`);
    await db.query(`CREATE TRIGGER personal_boxes AFTER DELETE ON account
      REFERENCING OLD TABLE AS deleted FOR EACH STATEMENT EXECUTE FUNCTION delete_personal_boxes()`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("DROP TABLE personal_box");
    await db.query("DROP TABLE account");
    for (const name of ["check_account_portfolio", "check_account_exists", "delete_personal_boxes"]) {
      await db.query(`DROP FUNCTION ${name}()`);
    }
  }
}
