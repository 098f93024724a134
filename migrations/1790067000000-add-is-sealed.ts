import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * Whether an auction's bids are sealed, and not opened yet. Formats in which only some phases are sealed cannot be told by
 * their terms, so what the domain says is kept beside the state that it says it of.
 */
export class AddIsSealed1790067000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query("ALTER TABLE auction_state ADD is_sealed boolean NOT NULL DEFAULT false");
    await db.query(`UPDATE auction_state c SET is_sealed = true FROM auction a
      WHERE a.id = c.auction_id AND a.terms ? 'sealing' AND c.state -> 'outcome' = 'null'`);
    await db.query(`ALTER TABLE auction_state ALTER is_sealed DROP DEFAULT,
      ADD CONSTRAINT auction_state_sealed_check
        CHECK (NOT is_sealed OR status NOT IN ('CLOSED', 'AWARDED', 'UNSOLD', 'NOT_AWARDED'))`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("ALTER TABLE auction_state DROP COLUMN is_sealed");
  }
}
