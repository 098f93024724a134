import type { Actor } from "../../platform/access/viewer";
import type { Transaction } from "../../platform/database/transactions";
import type { AuctionReactions } from "../auction-ledger";
import type { AuctionRow } from "../auction.rows";
import type { AuctionEvent } from "../domain";
import type { Portfolios } from "../ports";

/** The portfolio goes its auction's way, in the same transaction (product.md, "State machines"). */
export class MovePortfolio implements AuctionReactions {
  constructor(private readonly portfolios: Portfolios) {}

  async onRecorded(
    tx: Transaction,
    { portfolioId }: AuctionRow,
    event: AuctionEvent,
    by: Actor,
  ): Promise<void> {
    switch (event.type) {
      case "AuctionScheduled":
        return this.portfolios.listed(tx, portfolioId, by);
      case "AuctionOpened":
        return this.portfolios.inAuction(tx, portfolioId, by);
      case "AuctionClosed":
      case "BidsOpened":
        return event.outcome === null || event.outcome.kind === "WON"
          ? undefined
          : this.portfolios.returnedToMarket(tx, portfolioId, by);
      case "AuctionCancelled":
      case "AuctionNotAwarded":
      case "AuctionUnsold":
        return this.portfolios.returnedToMarket(tx, portfolioId, by);
      default:
        return;
    }
  }
}
