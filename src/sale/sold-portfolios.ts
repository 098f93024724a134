import { lockPortfolio, movePortfolio, PortfolioStatus } from "../portfolio";
import type { Actor } from "../platform/access/viewer";
import type { Transaction } from "../platform/database/transactions";
import type { Id } from "../platform/ids";
import type { Journal } from "../platform/journal/journal";
import { isRefusal } from "../platform/refusal";
import type { Portfolios } from "./ports";

/** The portfolios behind sales: moved and journalled in the sale's transaction. */
export class SoldPortfolios implements Portfolios {
  constructor(private readonly journal: Journal) {}

  async ensureSold(tx: Transaction, portfolioId: Id, by: Actor): Promise<void> {
    const portfolio = await lockPortfolio(tx, portfolioId);
    if (!portfolio) throw new Error("A sale's portfolio is missing");
    if (portfolio.status === PortfolioStatus.SOLD) return;
    const moved = await movePortfolio(tx, portfolio, "SELL", by);
    // The sale's own state allowed it, so the portfolio's must.
    if (isRefusal(moved)) throw new Error(`A sale moved its portfolio from ${portfolio.status} by SELL`);
    await this.journal.append(tx, {
      stream: portfolioId,
      kind: "PORTFOLIO",
      type: "PortfolioSold",
      actor: by,
      data: { status: moved.status, attempt: moved.attempt },
    });
  }
}
