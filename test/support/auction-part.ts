import { acceptedBids } from "../../src/auction/auction.store";
import { findParticipant, insertParticipant } from "../../src/auction/participants/participant.store";
import type { LockedAuction } from "../../src/auction/auction-ledger";
import type { AuctionCommand, Participant } from "../../src/auction/domain";
import type { Transaction } from "../../src/platform/database/transactions";
import { systemIdentifiers } from "../../src/platform/identifiers";
import type { Id } from "../../src/platform/ids";
import type { AuctionWorld } from "./auction-world";

const ADMISSION = { isAffiliated: false, isQualified: true, isLicensed: true, lapsesAt: null };

/** Commands to an auction by its seller's admin, journalled as in life. */
export class AuctionPart {
  constructor(
    readonly world: AuctionWorld,
    readonly auctionId: Id,
  ) {}

  async command(make: AuctionCommand | ((tx: Transaction) => Promise<AuctionCommand>)): Promise<void> {
    await this.run(async (tx, locked) => {
      await this.decide(locked, typeof make === "function" ? await make(tx) : make);
    });
  }

  /** Admits firms, with paddles from `first` in the order given. */
  async admit(
    firms: readonly Id[],
    { first = 101, limit = null }: { first?: number; limit?: bigint | null } = {},
  ) {
    for (const [index, buyerId] of firms.entries()) {
      const paddle = String(first + index);
      await this.run(async (tx, locked) => {
        await insertParticipant(tx, {
          id: systemIdentifiers.next(),
          auctionId: this.auctionId,
          buyerId,
          paddle,
        });
        const ndaSignedAt = await tx.now();
        const firm = { buyerId, paddle, participant: null, limit, allotment: null, ndaSignedAt };
        await this.decide(locked, { type: "Admit", ...firm, admission: ADMISSION });
      });
    }
  }

  async voidBids(buyerId: Id): Promise<void> {
    await this.command(async (tx) => {
      const { paddle } = await this.participant(tx, buyerId);
      const bids = await acceptedBids(tx, this.auctionId);
      return { type: "VoidBids", buyerId, paddle, reason: "SUSPENDED", bids };
    });
  }

  async remove(buyerId: Id): Promise<void> {
    await this.command(async (tx) => ({
      type: "Remove",
      participant: await this.participant(tx, buyerId),
      reason: "REMOVED",
      rationale: "It asked to leave.",
      bids: await acceptedBids(tx, this.auctionId),
    }));
  }

  async setLimit(buyerId: Id, limit: bigint): Promise<void> {
    await this.command(async (tx) => ({
      type: "SetLimit",
      participant: await this.participant(tx, buyerId),
      limit,
    }));
  }

  async close(): Promise<void> {
    const facts = { interruptionSeconds: 0, exclusions: [], bids: [] };
    await this.command({ type: "Close", reason: "Enough was bid.", facts });
  }

  private async participant(tx: Transaction, buyerId: Id): Promise<Participant> {
    const participant = await findParticipant(tx, this.auctionId, buyerId);
    if (!participant) throw new Error("The firm has no part in the auction");
    return participant;
  }

  private run(work: (tx: Transaction, locked: LockedAuction) => Promise<void>): Promise<void> {
    const by = { actor: this.world.admin, firm: null };
    return this.world.transactions.run(async (tx) =>
      work(tx, await this.world.ledger.lock(tx, this.auctionId, by)),
    );
  }

  private async decide(locked: LockedAuction, command: AuctionCommand): Promise<void> {
    const problem = await locked.decide(command, { actor: this.world.admin, firm: null });
    if (problem) throw new Error(problem.message);
  }
}
