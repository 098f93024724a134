import type { MigrationInterface, QueryRunner } from "typeorm";

/** Auctions: terms pinned by scheduling, and the narrow row of what changes while they run. */
export class CreateAuction1790060000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`CREATE TABLE auction (
      id uuid PRIMARY KEY,
      seller_id uuid NOT NULL REFERENCES organization (id),
      portfolio_id uuid NOT NULL REFERENCES portfolio (id),
      asset_class text NOT NULL,
      jurisdictions text[] NOT NULL CHECK (cardinality(jurisdictions) > 0),
      format text NOT NULL,
      terms jsonb NOT NULL,
      scheduled_at timestamptz NOT NULL)`);
    await db.query("CREATE INDEX auction_seller ON auction (seller_id, id)");
    await db.query("CREATE INDEX auction_portfolio ON auction (portfolio_id, id)");
    await db.query(`CREATE TABLE auction_state (
      auction_id uuid PRIMARY KEY REFERENCES auction (id),
      portfolio_id uuid NOT NULL REFERENCES portfolio (id),
      status text NOT NULL CHECK (status IN
        ('SCHEDULED', 'OPEN', 'PAUSED', 'CLOSED', 'AWARDED', 'UNSOLD', 'NOT_AWARDED', 'CANCELLED')),
      opens_at timestamptz NOT NULL,
      closes_at timestamptz,
      state jsonb NOT NULL,
      CHECK (closes_at > opens_at),
      CHECK ((status = 'PAUSED') = (closes_at IS NULL)))
      WITH (fillfactor = 50)`);
    // One auction of a portfolio at a time, until it is over.
    await db.query(`CREATE UNIQUE INDEX auction_state_live ON auction_state (portfolio_id)
      WHERE status IN ('SCHEDULED', 'OPEN', 'PAUSED', 'CLOSED')`);
    await db.query(
      "CREATE INDEX auction_state_opening ON auction_state (opens_at) WHERE status = 'SCHEDULED'",
    );
    await db.query("CREATE INDEX auction_state_closing ON auction_state (closes_at) WHERE status = 'OPEN'");
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("DROP TABLE auction_state");
    await db.query("DROP TABLE auction");
  }
}
