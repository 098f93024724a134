import type { Transaction } from "../../platform/database/transactions";
import type { Id } from "../../platform/ids";
import { BY_SYSTEM } from "../auction-desk";
import type { AuctionLedger } from "../auction-ledger";
import type { Participant } from "../domain";

/**
 * Firms that were found to belong together are one bidder: in every live auction the one that was admitted first stays, the
 * others are removed (auction-rules.md, case 19). Where they belong to the seller, none stays.
 */
export class SeparateAffiliates {
  constructor(private readonly ledger: AuctionLedger) {}

  async run(tx: Transaction, sellerId: Id, buyerIds: readonly Id[]): Promise<void> {
    const auctionIds = new Set<Id>();
    for (const buyerId of buyerIds) {
      for (const auctionId of await this.ledger.liveAuctionsOf(tx, { sellerId, buyerId }))
        auctionIds.add(auctionId);
    }
    for (const auctionId of [...auctionIds].sort()) await this.separate(tx, auctionId, buyerIds);
  }

  private async separate(tx: Transaction, auctionId: Id, buyerIds: readonly Id[]): Promise<void> {
    const locked = await this.ledger.lock(tx, auctionId, BY_SYSTEM);
    const found = await Promise.all(buyerIds.map((buyerId) => locked.participant(buyerId)));
    const participants = found
      .filter((one): one is Participant => one !== null && one.status !== "REMOVED")
      .sort((a, b) => rank(a) - rank(b));
    const areSellers = await belongToSeller(tx, locked.auction.sellerId, buyerIds);
    for (const participant of participants.slice(areSellers ? 0 : 1)) {
      const bids = await locked.acceptedBids();
      await locked.decide(
        { type: "Remove", participant, reason: "REMOVED", rationale: null, bids },
        BY_SYSTEM,
      );
    }
  }
}

/** Whoever may bid comes before whoever was only invited; paddles are given in order. */
function rank({ status, paddle }: Participant): number {
  return (status === "ADMITTED" ? 0 : 10_000) + Number(paddle);
}

async function belongToSeller(tx: Transaction, sellerId: Id, buyerIds: readonly Id[]): Promise<boolean> {
  const [row] = await tx.query<{ found: boolean }>(
    `SELECT EXISTS (SELECT FROM buyer_eligibility
       WHERE seller_id = $1 AND buyer_id = ANY($2::uuid[]) AND is_affiliated_with_seller) AS found`,
    [sellerId, buyerIds],
  );
  return row?.found ?? false;
}
