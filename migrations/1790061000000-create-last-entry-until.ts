import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * Finds a time in a stream by halving: entries are numbered without gaps and each is later than the one before, so their
 * times need no index, which every bid would have to keep.
 */
export class CreateLastEntryUntil1790061000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`CREATE FUNCTION last_entry_until(id_of_stream uuid, moment timestamptz) RETURNS integer
      LANGUAGE plpgsql STABLE AS $$
      DECLARE
        not_after integer := 0;
        too_late integer;
        middle integer;
      BEGIN
        SELECT sequence + 1, CASE WHEN last_at <= moment THEN sequence ELSE 0 END INTO too_late, not_after
          FROM journal_stream WHERE id = id_of_stream;
        WHILE too_late - not_after > 1 LOOP
          middle := CASE not_after WHEN 0 THEN 1 ELSE (not_after + too_late) / 2 END;
          IF (SELECT at FROM journal_entry WHERE stream = id_of_stream AND sequence = middle) <= moment THEN
            not_after := middle;
          ELSE
            too_late := middle;
          END IF;
        END LOOP;
        RETURN not_after;
      END $$`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("DROP FUNCTION last_entry_until(uuid, timestamptz)");
  }
}
