import type { MigrationInterface, QueryRunner } from "typeorm";

/** What screening found: of a portfolio, by rule, and of each account that was screened. */
export class CreateScreening1790020003000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    const totals = ["eligible", "excluded", "needs_review"].map(
      (result) => `${result}_count integer NOT NULL CHECK (${result}_count >= 0),
        ${result}_face_value_minor bigint NOT NULL CHECK (${result}_face_value_minor >= 0)`,
    );
    await db.query(`CREATE TABLE screening (
      portfolio_id uuid PRIMARY KEY REFERENCES portfolio (id),
      screened_by uuid NOT NULL,
      screened_at timestamptz NOT NULL,
      ${totals.join(",\n")})`);
    await db.query(`CREATE TABLE screening_outcome (
      portfolio_id uuid NOT NULL REFERENCES screening (portfolio_id) ON DELETE CASCADE,
      position integer NOT NULL CHECK (position >= 0),
      rule text NOT NULL,
      version text NOT NULL,
      result text NOT NULL CHECK (result IN ('EXCLUDED', 'NEEDS_REVIEW')),
      reason text NOT NULL,
      account_count integer NOT NULL CHECK (account_count > 0),
      face_value_minor bigint NOT NULL CHECK (face_value_minor >= 0),
      PRIMARY KEY (portfolio_id, position),
      UNIQUE (portfolio_id, rule, reason))`);
    // The rules that hit, by name: those that exclude, those that ask for a person, those whose question has no answer.
    await db.query(`CREATE TABLE account_screening (
      account_id uuid PRIMARY KEY,
      result text NOT NULL,
      excluded_by text[] NOT NULL,
      review_for text[] NOT NULL,
      unknown_for text[] NOT NULL,
      decided_by uuid,
      decided_at timestamptz,
      rationale text CHECK (rationale <> ''),
      CONSTRAINT decided CHECK (num_nonnulls(decided_by, decided_at, rationale) IN (0, 3)),
      CONSTRAINT result_follows CHECK (CASE
        WHEN decided_by IS NOT NULL THEN result IN ('ELIGIBLE', 'EXCLUDED')
          AND cardinality(excluded_by) = 0 AND cardinality(review_for) + cardinality(unknown_for) > 0
        WHEN cardinality(excluded_by) > 0 THEN result = 'EXCLUDED'
        WHEN cardinality(review_for) + cardinality(unknown_for) > 0 THEN result = 'NEEDS_REVIEW'
        ELSE result = 'ELIGIBLE' END))`);
    await db.query(`CREATE TRIGGER account_of_screening AFTER INSERT ON account_screening
      REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION check_account_exists()`);
    await db.query(`CREATE FUNCTION delete_account_screenings() RETURNS trigger LANGUAGE plpgsql
      SET plan_cache_mode = force_custom_plan AS $$
      BEGIN
        DELETE FROM account_screening s USING deleted d WHERE s.account_id = d.id;
        RETURN NULL;
      END $$`);
    await db.query(`CREATE TRIGGER screenings AFTER DELETE ON account
      REFERENCING OLD TABLE AS deleted FOR EACH STATEMENT EXECUTE FUNCTION delete_account_screenings()`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("DROP TRIGGER screenings ON account");
    await db.query("DROP TABLE account_screening");
    await db.query("DROP TABLE screening_outcome");
    await db.query("DROP TABLE screening");
    await db.query("DROP FUNCTION delete_account_screenings()");
  }
}
