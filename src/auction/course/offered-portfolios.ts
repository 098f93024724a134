import type { DataSource } from "typeorm";
import {
  eligibleJurisdictions,
  lockPortfolio,
  movePortfolio,
  PortfolioStatus,
  type PortfolioMove,
} from "../../portfolio";
import type { Actor } from "../../platform/access/viewer";
import type { Transaction } from "../../platform/database/transactions";
import type { Id } from "../../platform/ids";
import type { Journal } from "../../platform/journal/journal";
import { isRefusal } from "../../platform/refusal";
import type { PortfolioOnOffer, Portfolios } from "../ports";

/** The portfolios behind auctions: read, moved and journalled in the auction's transaction. */
export class OfferedPortfolios implements Portfolios {
  constructor(private readonly journal: Journal) {}

  async lockOnOffer(tx: Transaction, sellerId: Id, portfolioId: Id): Promise<PortfolioOnOffer | null> {
    const portfolio = await lockPortfolio(tx, portfolioId);
    if (!portfolio || portfolio.sellerId !== sellerId) return null;
    const { id, status, currency, assetClass, faceValue } = portfolio;
    const jurisdictions = await eligibleJurisdictions(tx, id);
    return { id, sellerId, status, currency, assetClass, faceValue, jurisdictions };
  }

  listed(tx: Transaction, portfolioId: Id, by: Actor): Promise<void> {
    return this.move(tx, { portfolioId, move: "SCHEDULE_AUCTION", type: "PortfolioListed", by });
  }

  inAuction(tx: Transaction, portfolioId: Id, by: Actor): Promise<void> {
    return this.move(tx, { portfolioId, move: "OPEN_AUCTION", type: "PortfolioInAuction", by });
  }

  returnedToMarket(tx: Transaction, portfolioId: Id, by: Actor): Promise<void> {
    return this.move(tx, { portfolioId, move: "RETURN_TO_MARKET", type: "PortfolioReturnedToMarket", by });
  }

  /** Sold from here on; nothing when it is already, as when a sale is authorized again. */
  async ensureSold(tx: Transaction, portfolioId: Id, by: Actor): Promise<void> {
    if ((await lockPortfolio(tx, portfolioId))?.status === PortfolioStatus.SOLD) return;
    await this.move(tx, { portfolioId, move: "SELL", type: "PortfolioSold", by });
  }

  private async move(
    tx: Transaction,
    step: {
      readonly portfolioId: Id;
      readonly move: PortfolioMove;
      readonly type: string;
      readonly by: Actor;
    },
  ): Promise<void> {
    const { portfolioId, move, type, by } = step;
    const portfolio = await lockPortfolio(tx, portfolioId);
    if (!portfolio) throw new Error("An auction's portfolio is missing");
    const moved = await movePortfolio(tx, portfolio, move, by);
    // The auction's own state allowed it, so the portfolio's must.
    if (isRefusal(moved))
      throw new Error(`An auction moved its portfolio from ${portfolio.status} by ${move}`);
    const data = { status: moved.status, attempt: moved.attempt };
    await this.journal.append(tx, { stream: portfolioId, kind: "PORTFOLIO", type, actor: by, data });
  }
}

/** The portfolios that a firm may look at: those of the auctions that it was invited to. */
export async function portfoliosOfferedTo(database: DataSource, buyerId: Id): Promise<readonly Id[]> {
  const rows = await database.query<{ portfolio_id: Id }[]>(
    `SELECT DISTINCT a.portfolio_id FROM participant p JOIN auction a ON a.id = p.auction_id
     WHERE p.buyer_id = $1 AND p.status <> 'REMOVED'`,
    [buyerId],
  );
  return rows.map((row) => row.portfolio_id);
}
