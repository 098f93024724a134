import type { Actor } from "../../platform/access/viewer";
import type { Transaction } from "../../platform/database/transactions";
import type { Id } from "../../platform/ids";
import { BY_SYSTEM } from "../auction-desk";
import type { AuctionLedger } from "../auction-ledger";

export interface BarredFirm {
  readonly sellerId: Id;
  readonly buyerId: Id;
  readonly reason: "SUSPENDED" | "EXPELLED";
  readonly by: Actor;
}

/**
 * A firm that its seller suspended or expelled: its bids in every live auction are voided in the same transaction, so
 * that the bar wins over any bid that still waits. The caller holds the firm's lock; auctions are locked by id.
 */
export class BarBuyer {
  constructor(private readonly ledger: AuctionLedger) {}

  async run(tx: Transaction, { sellerId, buyerId, reason, by }: BarredFirm): Promise<void> {
    for (const auctionId of await this.ledger.liveAuctionsOf(tx, { sellerId, buyerId })) {
      const locked = await this.ledger.lock(tx, auctionId, BY_SYSTEM);
      const participant = await locked.participant(buyerId);
      if (!participant) continue;
      const { paddle } = participant;
      const bids = await locked.acceptedBids();
      // Settling may have closed it; a closed auction's result is refused at the award instead.
      await locked.decide({ type: "VoidBids", buyerId, paddle, reason, bids }, { actor: by, firm: null });
    }
  }
}
