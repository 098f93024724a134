import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * Bids as they were decided: inserted once, never changed. Partitioned like the journal, so that old auctions can be
 * detached. No foreign keys: they cost the hot path a look-up a row, and `verify` finds what they would refuse.
 */
export class CreateBid1790060002000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`CREATE TABLE bid (
      auction_id uuid NOT NULL,
      sequence integer NOT NULL CHECK (sequence > 0),
      id uuid NOT NULL,
      buyer_id uuid NOT NULL,
      paddle text NOT NULL,
      key_hash bytea NOT NULL CHECK (octet_length(key_hash) = 32),
      fingerprint bytea NOT NULL CHECK (octet_length(fingerprint) = 32),
      actor_id uuid NOT NULL,
      actor_kind text NOT NULL CHECK (actor_kind IN ('PERSON', 'API_KEY')),
      decision text NOT NULL CHECK (decision IN ('ACCEPTED', 'REJECTED')),
      reason text,
      amount_minor bigint CHECK (amount_minor > 0),
      maximum_minor bigint CHECK (maximum_minor > 0),
      minimum_next_minor bigint CHECK (minimum_next_minor > 0),
      confirmed boolean NOT NULL,
      raise boolean NOT NULL,
      moved boolean NOT NULL,
      received_at timestamptz NOT NULL,
      decided_at timestamptz NOT NULL,
      salts bytea NOT NULL CHECK (octet_length(salts) = 48),
      PRIMARY KEY (auction_id, sequence),
      UNIQUE (auction_id, buyer_id, key_hash),
      CHECK ((decision = 'REJECTED') = (reason IS NOT NULL)),
      CHECK (decision = 'REJECTED' OR maximum_minor IS NOT NULL),
      CHECK (decision = 'ACCEPTED' OR NOT (raise OR moved))) PARTITION BY RANGE (auction_id)`);
    await db.query("CREATE INDEX bid_firm ON bid (auction_id, buyer_id, sequence)");
    // A firm's latest accepted bid, however many of its bids were refused since.
    await db.query(`CREATE INDEX bid_accepted ON bid (auction_id, buyer_id, sequence)
      WHERE decision = 'ACCEPTED'`);
    await db.query("CREATE INDEX bid_id ON bid (id)");
    await db.query(`CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON bid
      FOR EACH ROW EXECUTE FUNCTION refuse_change()`);
    await db.query("CREATE TABLE bid_default PARTITION OF bid DEFAULT");
    await db.query(`CREATE TRIGGER no_truncate BEFORE TRUNCATE ON bid_default
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("DROP TABLE bid");
  }
}
