import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * How much a firm may be committed to with a seller, and how that is divided among auctions. The sum of the allotments is
 * a row of its own, kept by a trigger, because a sum over other rows is not safe from a transaction that runs beside: here
 * both must change one row, so the second sees what the first made of it. The trigger waits for the end of the
 * transaction, behind every auction's lock, so that it cannot be part of a circle of locks.
 */
export class CreateExposure1790066000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`CREATE TABLE exposure (
      seller_id uuid NOT NULL REFERENCES organization (id),
      buyer_id uuid NOT NULL REFERENCES organization (id),
      currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
      limit_minor bigint NOT NULL CHECK (limit_minor > 0),
      allotted_minor bigint NOT NULL DEFAULT 0 CHECK (allotted_minor >= 0),
      PRIMARY KEY (seller_id, buyer_id, currency))`);
    await db.query(`INSERT INTO exposure (seller_id, buyer_id, currency, limit_minor)
      SELECT seller_id, buyer_id, exposure_limit_currency, exposure_limit_minor FROM qualification
      WHERE state IN ('QUALIFIED', 'EXPELLED')`);
    await this.keepWithinLimit(db);
    await this.divideAmongAuctions(db);
  }

  /** A limit that is lowered takes nothing back that was given under the one before; nothing is added until all fits. */
  private async keepWithinLimit(db: QueryRunner): Promise<void> {
    await db.query(`CREATE FUNCTION check_exposure() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NEW.allotted_minor > NEW.limit_minor AND NEW.allotted_minor > coalesce(OLD.allotted_minor, 0) THEN
          RAISE EXCEPTION 'More is allotted than the exposure limit leaves'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'allotted_within_limit';
        END IF;
        RETURN NEW;
      END $$`);
    await db.query(`CREATE TRIGGER allotted_within_limit BEFORE INSERT OR UPDATE ON exposure
      FOR EACH ROW EXECUTE FUNCTION check_exposure()`);
  }

  private async divideAmongAuctions(db: QueryRunner): Promise<void> {
    await db.query("ALTER TABLE participant ADD allotment_minor bigint CHECK (allotment_minor >= 0)");
    await db.query(`CREATE FUNCTION keep_exposure() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        UPDATE exposure e
          SET allotted_minor = allotted_minor + coalesce(NEW.allotment_minor, 0) - coalesce(OLD.allotment_minor, 0)
          FROM auction a WHERE a.id = NEW.auction_id AND e.seller_id = a.seller_id AND e.buyer_id = NEW.buyer_id
            AND e.currency = a.terms ->> 'currency';
        IF NOT FOUND THEN
          RAISE EXCEPTION 'An allotment belongs to an exposure limit' USING ERRCODE = 'foreign_key_violation';
        END IF;
        RETURN NULL;
      END $$`);
    await db.query(`CREATE CONSTRAINT TRIGGER allotment_of_exposure AFTER UPDATE OF allotment_minor ON participant
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
      WHEN (OLD.allotment_minor IS DISTINCT FROM NEW.allotment_minor) EXECUTE FUNCTION keep_exposure()`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("DROP TRIGGER allotment_of_exposure ON participant");
    await db.query("DROP FUNCTION keep_exposure()");
    await db.query("ALTER TABLE participant DROP COLUMN allotment_minor");
    await db.query("DROP TABLE exposure");
    await db.query("DROP FUNCTION check_exposure()");
  }
}
