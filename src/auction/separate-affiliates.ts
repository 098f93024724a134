import type { Transaction } from "../platform/database/transactions";
import type { Id } from "../platform/ids";
import { BY_SYSTEM } from "./auction-desk";
import type { AuctionLedger } from "./auction-ledger";
import { acceptedBids, findParticipant, liveAuctionsOf } from "./auction.store";
import type { Participant } from "./domain";

/**
 * Firms that were found to belong together are one bidder: in every live auction the one with the lowest paddle stays, the
 * others are removed (auction-rules.md, case 19). A firm that belongs to the seller bids no more: CONFLICT_OF_INTEREST.
 */
export class SeparateAffiliates {
  constructor(private readonly ledger: AuctionLedger) {}

  async run(tx: Transaction, sellerId: Id, buyerIds: readonly Id[]): Promise<void> {
    const auctionIds = new Set<Id>();
    for (const buyerId of buyerIds) {
      for (const auctionId of await liveAuctionsOf(tx, { sellerId, buyerId })) auctionIds.add(auctionId);
    }
    for (const auctionId of [...auctionIds].sort()) await this.separate(tx, auctionId, buyerIds);
  }

  private async separate(tx: Transaction, auctionId: Id, buyerIds: readonly Id[]): Promise<void> {
    const locked = await this.ledger.lock(tx, auctionId, BY_SYSTEM);
    const found = await Promise.all(buyerIds.map((buyerId) => findParticipant(tx, auctionId, buyerId)));
    const participants = found
      .filter((one): one is Participant => one !== null && one.status !== "REMOVED")
      .sort((a, b) => a.paddle.localeCompare(b.paddle));
    for (const participant of participants.slice(1)) {
      const bids = await acceptedBids(tx, auctionId);
      await locked.decide(
        { type: "Remove", participant, reason: "REMOVED", rationale: null, bids },
        BY_SYSTEM,
      );
    }
  }
}
