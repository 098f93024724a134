import type { MigrationInterface, QueryRunner } from "typeorm";

/** Each an insert-only table of its own: what was sealed, shared or revealed is never changed. */
const TABLES = ["sealed_box", "sealed_share", "sealed_reveal"];

/**
 * Sealed bids. A bid's row says that it was sealed and holds no amount; its box lies beside it. Shares and reveals come
 * after the close. No foreign keys to `bid`, as everywhere beside it.
 */
export class CreateSealedBid1790064000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE bid
      ADD sealed boolean NOT NULL DEFAULT false,
      ADD withdrawal boolean NOT NULL DEFAULT false,
      DROP CONSTRAINT bid_check1,
      ADD CONSTRAINT bid_check1 CHECK (decision = 'REJECTED' OR sealed OR withdrawal OR maximum_minor IS NOT NULL),
      ADD CONSTRAINT bid_sealed_check CHECK (NOT (sealed OR withdrawal)
        OR (amount_minor IS NULL AND maximum_minor IS NULL AND NOT (raise OR moved))),
      ADD CONSTRAINT bid_withdrawal_check CHECK (NOT (sealed AND withdrawal))`);
    await db.query(`CREATE TABLE sealed_box (
      auction_id uuid NOT NULL,
      sequence integer NOT NULL CHECK (sequence > 0),
      box bytea NOT NULL CHECK (octet_length(box) BETWEEN 389 AND 2579),
      PRIMARY KEY (auction_id, sequence))`);
    // A share that is NULL: the custodian found none in the box.
    await db.query(`CREATE TABLE sealed_share (
      auction_id uuid NOT NULL REFERENCES auction (id),
      sequence integer NOT NULL CHECK (sequence > 0),
      custodian_id uuid NOT NULL,
      share bytea CHECK (octet_length(share) = 33),
      submitted_by uuid NOT NULL,
      submitted_at timestamptz NOT NULL,
      PRIMARY KEY (auction_id, sequence, custodian_id))`);
    await db.query(`CREATE TABLE sealed_reveal (
      auction_id uuid NOT NULL REFERENCES auction (id),
      sequence integer NOT NULL CHECK (sequence > 0),
      encapsulated bytea NOT NULL CHECK (octet_length(encapsulated) = 65),
      ciphertext bytea NOT NULL CHECK (octet_length(ciphertext) = 48),
      revealed_by uuid NOT NULL,
      revealed_at timestamptz NOT NULL,
      PRIMARY KEY (auction_id, sequence))`);
    for (const table of TABLES) {
      await db.query(`CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON ${table}
        FOR EACH ROW EXECUTE FUNCTION refuse_change()`);
      await db.query(`CREATE TRIGGER no_truncate BEFORE TRUNCATE ON ${table}
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
    }
    await setStatuses(db, [...STATUSES, "AWAITING_SHARES"]);
    await setLive(db, [...LIVE, "AWAITING_SHARES"]);
    await db.query(`CREATE INDEX auction_state_awaiting ON auction_state (closes_at)
      WHERE status = 'AWAITING_SHARES'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("DROP INDEX auction_state_awaiting");
    await setLive(db, LIVE);
    await setStatuses(db, STATUSES);
    for (const table of TABLES) await db.query(`DROP TABLE ${table}`);
    await db.query(`ALTER TABLE bid
      DROP CONSTRAINT bid_withdrawal_check,
      DROP CONSTRAINT bid_sealed_check,
      DROP CONSTRAINT bid_check1,
      ADD CONSTRAINT bid_check1 CHECK (decision = 'REJECTED' OR maximum_minor IS NOT NULL),
      DROP COLUMN withdrawal,
      DROP COLUMN sealed`);
  }
}

const STATUSES = ["SCHEDULED", "OPEN", "PAUSED", "CLOSED", "AWARDED", "UNSOLD", "NOT_AWARDED", "CANCELLED"];
const LIVE = ["SCHEDULED", "OPEN", "PAUSED", "CLOSED"];

async function setStatuses(db: QueryRunner, statuses: readonly string[]): Promise<void> {
  await db.query(`ALTER TABLE auction_state DROP CONSTRAINT auction_state_status_check,
    ADD CONSTRAINT auction_state_status_check CHECK (status IN (${quoted(statuses)}))`);
}

/** One auction of a portfolio at a time, until it is over. */
async function setLive(db: QueryRunner, statuses: readonly string[]): Promise<void> {
  await db.query("DROP INDEX auction_state_live");
  await db.query(
    `CREATE UNIQUE INDEX auction_state_live ON auction_state (portfolio_id) WHERE status IN (${quoted(statuses)})`,
  );
}

function quoted(words: readonly string[]): string {
  return words.map((word) => `'${word}'`).join(", ");
}
