import type { Viewer } from "../../platform/access/viewer";
import type { Id } from "../../platform/ids";
import type { OrRefusal } from "../../platform/refusal";
import { readText } from "../../platform/free-text";
import { BY_SYSTEM, type AuctionDesk } from "../auction-desk";
import type { PauseAuctionInput } from "./course-inputs.graphql";
import type { AuctionRecord } from "../auction.rows";
import type { AuctionLedger } from "../auction-ledger";
import type { TransactionRunner } from "../../platform/database/transactions";
import { CLOCK_PAUSE } from "../domain";

/** Stops an auction: nothing is taken and nothing closes until it is resumed. */
export class PauseAuction {
  constructor(
    private readonly desk: AuctionDesk,
    private readonly transactions: TransactionRunner,
    private readonly ledger: AuctionLedger,
  ) {}

  run(viewer: Viewer, { auctionId, reason }: PauseAuctionInput): Promise<OrRefusal<AuctionRecord>> {
    const why = readText(reason, ["input", "reason"]);
    return this.desk.command(viewer, auctionId, () => Promise.resolve({ type: "Pause", reason: why }));
  }

  /** By the system, when the database's clock is behind the auction's last entry. Not open any more: nothing to do. */
  async forClock(auctionId: Id): Promise<void> {
    await this.transactions.run(async (tx) => {
      const locked = await this.ledger.lock(tx, auctionId, BY_SYSTEM);
      await locked.decide({ type: "Pause", reason: CLOCK_PAUSE }, BY_SYSTEM);
    });
  }
}
