import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * The chain of title to accounts. What a portfolio offers goes one way together, so a step of it is one row and not a
 * million; an account's own row is not touched.
 */
export class CreateTitle1790020004000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`CREATE TABLE title (
      portfolio_id uuid NOT NULL REFERENCES portfolio (id),
      number integer NOT NULL CHECK (number > 0),
      ownership text NOT NULL CHECK (ownership IN ('OWNED', 'SALE_PENDING', 'SOLD')),
      sale_id uuid NOT NULL,
      moved_at timestamptz NOT NULL,
      moved_by uuid NOT NULL,
      PRIMARY KEY (portfolio_id, number))`);
    await db.query(`CREATE FUNCTION title_to(id_of_portfolio uuid) RETURNS text LANGUAGE sql STABLE AS $$
      SELECT coalesce((SELECT ownership FROM title WHERE portfolio_id = id_of_portfolio
        ORDER BY number DESC LIMIT 1), 'OWNED') $$`);
    await this.guardSteps(db);
    await this.guardAccounts(db);
    await this.guardWithdrawal(db);
    await this.takeOverSales(db);
  }

  /** Each step follows from the one before, and by the same sale that began; nothing is changed afterwards. */
  private async guardSteps(db: QueryRunner): Promise<void> {
    await db.query(`CREATE FUNCTION check_title_step() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE last title;
      BEGIN
        SELECT * INTO last FROM title WHERE portfolio_id = NEW.portfolio_id ORDER BY number DESC LIMIT 1;
        IF NEW.number <> coalesce(last.number, 0) + 1
          OR (coalesce(last.ownership, 'OWNED'), NEW.ownership) NOT IN
            (('OWNED', 'SALE_PENDING'), ('SALE_PENDING', 'OWNED'), ('SALE_PENDING', 'SOLD'))
          OR (last.ownership = 'SALE_PENDING' AND NEW.sale_id <> last.sale_id) THEN
          RAISE EXCEPTION 'A title does not go from % to % in this way', coalesce(last.ownership, 'OWNED'), NEW.ownership
            USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
      END $$`);
    await db.query(
      `CREATE TRIGGER step BEFORE INSERT ON title FOR EACH ROW EXECUTE FUNCTION check_title_step()`,
    );
    await db.query(`CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON title
      FOR EACH ROW EXECUTE FUNCTION refuse_change()`);
    await db.query(`CREATE TRIGGER no_truncate BEFORE TRUNCATE ON title
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
  }

  /** What is being sold, or is sold, neither gains accounts nor loses any; and only what was withdrawn is free again. */
  private async guardAccounts(db: QueryRunner): Promise<void> {
    const changes = {
      INSERT: ["NEW TABLE AS changed", "SELECT DISTINCT portfolio_id, is_withdrawn FROM changed"],
      DELETE: ["OLD TABLE AS changed", "SELECT DISTINCT portfolio_id, false AS is_withdrawn FROM changed"],
      UPDATE: [
        "OLD TABLE AS before NEW TABLE AS changed",
        `SELECT portfolio_id, is_withdrawn FROM (
           SELECT portfolio_id, is_withdrawn, count(*) FROM changed GROUP BY 1, 2
           EXCEPT SELECT portfolio_id, is_withdrawn, count(*) FROM before GROUP BY 1, 2) AS gained
         UNION SELECT portfolio_id, false FROM (
           SELECT portfolio_id, count(*) FROM before GROUP BY 1
           EXCEPT SELECT portfolio_id, count(*) FROM changed GROUP BY 1) AS lost`,
      ],
    } as const;
    for (const [change, [tables, touched]] of Object.entries(changes)) {
      const name = `check_title_on_${change.toLowerCase()}`;
      await db.query(`CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql
        SET plan_cache_mode = force_custom_plan AS $$
        BEGIN
          IF EXISTS (SELECT FROM (${touched}) AS t JOIN portfolio p ON p.id = t.portfolio_id
            WHERE title_to(p.id) <> 'OWNED' OR (t.is_withdrawn AND p.status <> 'WITHDRAWN')) THEN
            RAISE EXCEPTION 'The accounts of a portfolio whose title is not its seller''s stay as they are'
              USING ERRCODE = 'check_violation';
          END IF;
          RETURN NULL;
        END $$`);
      await db.query(`CREATE TRIGGER title_on_${change.toLowerCase()} AFTER ${change} ON account
        REFERENCING ${tables} FOR EACH STATEMENT EXECUTE FUNCTION ${name}()`);
    }
  }

  private async guardWithdrawal(db: QueryRunner): Promise<void> {
    await db.query(`CREATE FUNCTION check_title_of_withdrawn() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF title_to(NEW.id) <> 'OWNED' THEN
          RAISE EXCEPTION 'A portfolio that is being sold is not withdrawn' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
      END $$`);
    await db.query(`CREATE TRIGGER title_of_withdrawn BEFORE UPDATE OF status ON portfolio
      FOR EACH ROW WHEN (NEW.status = 'WITHDRAWN') EXECUTE FUNCTION check_title_of_withdrawn()`);
  }

  /** Where sales were made before titles were kept, they are pending. */
  private async takeOverSales(db: QueryRunner): Promise<void> {
    await db.query(`DO $$ BEGIN
      IF to_regclass('sale') IS NOT NULL THEN
        INSERT INTO title (portfolio_id, number, ownership, sale_id, moved_at, moved_by)
        SELECT portfolio_id, 1, 'SALE_PENDING', id, made_at, awarded_by FROM sale
        WHERE status NOT IN ('REJECTED', 'FELL_THROUGH', 'RESCINDED');
      END IF;
    END $$`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("DROP TRIGGER title_of_withdrawn ON portfolio");
    await db.query("DROP FUNCTION check_title_of_withdrawn()");
    for (const change of ["insert", "delete", "update"]) {
      await db.query(`DROP TRIGGER title_on_${change} ON account`);
      await db.query(`DROP FUNCTION check_title_on_${change}()`);
    }
    await db.query("DROP TABLE title");
    await db.query("DROP FUNCTION check_title_step()");
    await db.query("DROP FUNCTION title_to(uuid)");
  }
}
