import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * The journal: streams, their append-only entries, and beside them the values that some readers may not see.
 * Entries are partitioned by their stream's UUIDv7, hence by month, so that old ones can be detached.
 */
export class CreateJournal1790000000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`CREATE TABLE journal_stream (
      id uuid PRIMARY KEY,
      kind text NOT NULL CHECK (kind IN ('PORTFOLIO', 'BUYER', 'AUCTION', 'SALE', 'ORGANIZATION')),
      sequence integer NOT NULL DEFAULT 0 CHECK (sequence >= 0),
      head_hash bytea NOT NULL CHECK (octet_length(head_hash) = 32),
      last_at timestamptz,
      CHECK ((sequence = 0) = (last_at IS NULL)))
      WITH (fillfactor = 50)`);
    await db.query(`CREATE TABLE journal_entry (
      stream uuid NOT NULL,
      sequence integer NOT NULL CHECK (sequence > 0),
      type text NOT NULL,
      at timestamptz NOT NULL,
      actor jsonb NOT NULL,
      data jsonb NOT NULL,
      rules_version text NOT NULL,
      previous_hash bytea NOT NULL CHECK (octet_length(previous_hash) = 32),
      hash bytea NOT NULL CHECK (octet_length(hash) = 32),
      PRIMARY KEY (stream, sequence)) PARTITION BY RANGE (stream)`);
    await db.query(`CREATE TABLE journal_secret (
      stream uuid NOT NULL,
      sequence integer NOT NULL CHECK (sequence > 0),
      path text NOT NULL,
      salt bytea NOT NULL CHECK (octet_length(salt) = 16),
      value jsonb NOT NULL,
      readers uuid[] NOT NULL,
      PRIMARY KEY (stream, sequence, path))`);
    await db.query(`CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$`);
    await db.query(`CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON journal_entry
      FOR EACH ROW EXECUTE FUNCTION refuse_change()`);
    await db.query(`CREATE TRIGGER no_truncate BEFORE TRUNCATE ON journal_entry
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
    // The first 48 bits of a UUIDv7 are its milliseconds, so a month is a range of ids.
    await db.query(`CREATE FUNCTION first_uuid_of(moment timestamptz) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
      SELECT (lpad(to_hex((extract(epoch FROM moment) * 1000)::bigint), 12, '0') || '00000000000000000000')::uuid $$`);
    // BEFORE TRUNCATE triggers are not inherited by partitions: each gets its own. The application's role may own no
    // table, so the function makes partitions as the one that migrates.
    await db.query(`CREATE FUNCTION ensure_month_partition(parent regclass, moment timestamptz) RETURNS void
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
      DECLARE
        month timestamptz := date_trunc('month', moment, 'UTC');
        part text := parent::text || '_' || to_char(month AT TIME ZONE 'UTC', 'YYYY_MM');
      BEGIN
        IF to_regclass(part) IS NOT NULL THEN RETURN; END IF;
        EXECUTE format('CREATE TABLE %I PARTITION OF %s FOR VALUES FROM (%L) TO (%L)', part, parent,
          first_uuid_of(month), first_uuid_of(month + interval '1 month'));
        EXECUTE format('CREATE TRIGGER no_truncate BEFORE TRUNCATE ON %I
          FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', part);
      END $$`);
    await db.query("CREATE TABLE journal_entry_default PARTITION OF journal_entry DEFAULT");
    await db.query(`CREATE TRIGGER no_truncate BEFORE TRUNCATE ON journal_entry_default
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("DROP TABLE journal_secret");
    await db.query("DROP TABLE journal_entry");
    await db.query("DROP TABLE journal_stream");
    await db.query("DROP FUNCTION ensure_month_partition(regclass, timestamptz)");
    await db.query("DROP FUNCTION first_uuid_of(timestamptz)");
    await db.query("DROP FUNCTION refuse_change()");
  }
}
