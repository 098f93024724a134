import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * The last thing that was done to an auction or to a firm's part in it, without reading its bids: by it a command that is
 * repeated is known. The types are those of `own-result.ts`.
 */
export class IndexAuctionSteps1790067500000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`CREATE INDEX journal_entry_step ON journal_entry (stream, sequence) WHERE type IN (
      'AuctionScheduled', 'AuctionRescheduled', 'AuctionOpened', 'AuctionPaused', 'AuctionResumed', 'AuctionClosed',
      'BidsOpened', 'AuctionCancelled', 'AuctionAwarded', 'AuctionNotAwarded', 'AuctionUnsold', 'BuyerInvited',
      'NdaSigned', 'BuyerAdmitted', 'LimitSet', 'BuyerRemoved')`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("DROP INDEX journal_entry_step");
  }
}
