import type { MigrationInterface, QueryRunner } from "typeorm";

/** Imports of tapes, and what could not be taken of them. */
export class CreateTapeImport1790020002000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`CREATE TABLE tape_import (
      id uuid PRIMARY KEY,
      portfolio_id uuid NOT NULL REFERENCES portfolio (id),
      file_name text NOT NULL CHECK (length(file_name) BETWEEN 1 AND 200),
      mapping jsonb NOT NULL,
      on_rejected text NOT NULL CHECK (on_rejected IN ('REFUSE', 'SKIP')),
      expected_rows integer CHECK (expected_rows >= 0),
      expected_face_value_minor bigint CHECK (expected_face_value_minor >= 0),
      status text NOT NULL CHECK (status IN ('AWAITING_UPLOAD', 'UPLOADING', 'CHECKING', 'ACCEPTED', 'REFUSED')),
      is_cut_off boolean NOT NULL DEFAULT false CHECK (NOT is_cut_off OR status = 'REFUSED'),
      reason text CHECK (reason IS NULL OR status = 'REFUSED'),
      rows_read integer NOT NULL DEFAULT 0,
      rows_accepted integer NOT NULL DEFAULT 0 CHECK (rows_accepted >= 0),
      rows_rejected integer NOT NULL DEFAULT 0 CHECK (rows_rejected >= 0),
      face_value_minor bigint CHECK (face_value_minor >= 0),
      started_by uuid NOT NULL,
      started_by_kind text NOT NULL CHECK (started_by_kind IN ('PERSON', 'API_KEY')),
      started_at timestamptz NOT NULL,
      ticket_expires_at timestamptz NOT NULL CHECK (ticket_expires_at > started_at),
      CONSTRAINT every_row_counted CHECK (rows_read = rows_accepted + rows_rejected),
      CONSTRAINT accepted_has_face_value CHECK (status <> 'ACCEPTED' OR face_value_minor IS NOT NULL))`);
    await db.query("CREATE INDEX tape_import_portfolio ON tape_import (portfolio_id, id)");
    await db.query(`CREATE TABLE tape_rejection (
      tape_import_id uuid NOT NULL REFERENCES tape_import (id),
      number integer NOT NULL CHECK (number > 0),
      line integer NOT NULL CHECK (line > 0),
      column_name text,
      code text NOT NULL CHECK (code IN ('ENCODING', 'NUL', 'DELIMITER', 'DUPLICATE_HEADER', 'QUOTE', 'FORMULA',
        'DUPLICATE_ACCOUNT', 'TOTALS', 'TRUNCATED', 'BAD_DATE', 'BAD_AMOUNT', 'UNKNOWN_CODE', 'REQUIRED')),
      message text NOT NULL,
      PRIMARY KEY (tape_import_id, number))`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("DROP TABLE tape_rejection");
    await db.query("DROP TABLE tape_import");
  }
}
