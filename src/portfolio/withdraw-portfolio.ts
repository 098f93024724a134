import type { Viewer } from "../platform/access/viewer";
import type { Transaction } from "../platform/database/transactions";
import { readText } from "../platform/free-text";
import type { Id } from "../platform/ids";
import { hidden } from "../platform/journal/hidden";
import { isRefusal, type OrRefusal } from "../platform/refusal";
import { PortfolioStatus } from "./domain/portfolio";
import { movePortfolio } from "./move-portfolio";
import { findOwnPortfolio, lockOwnAccounts } from "./own-portfolio";
import type { PortfolioEntity } from "./portfolio.entity";
import type { PortfolioPorts } from "./ports";

/** The seller keeps the accounts; they may go into another portfolio. An auction that is not final is cancelled first. */
export class WithdrawPortfolio {
  constructor(private readonly ports: PortfolioPorts) {}

  async run(
    viewer: Viewer,
    input: { readonly portfolioId: Id; readonly reason: string },
  ): Promise<OrRefusal<PortfolioEntity>> {
    const reason = readText(input.reason, ["input", "reason"]);
    return this.ports.transactions.run(async (tx) => {
      const unlocked = await findOwnPortfolio(tx, viewer, input.portfolioId);
      if (isOwnResult(unlocked, viewer)) return unlocked;
      const obstacle = await this.ports.reactions.onWithdrawing(tx, unlocked.id, viewer.actor);
      if (obstacle) return obstacle;
      const portfolio = await lockOwnAccounts(tx, viewer, unlocked.id);
      if (isOwnResult(portfolio, viewer)) return portfolio;
      const withdrawn = await movePortfolio(tx, portfolio, "WITHDRAW", viewer.actor);
      if (isRefusal(withdrawn)) return withdrawn;
      await freeReferences(tx, portfolio.id);
      await this.ports.journal.append(tx, {
        stream: portfolio.id,
        kind: "PORTFOLIO",
        type: "PortfolioWithdrawn",
        actor: viewer.actor,
        data: { reason: hidden(reason, portfolio.sellerId), from: portfolio.status },
      });
      return withdrawn;
    });
  }
}

function isOwnResult({ status, movedBy }: PortfolioEntity, { actor }: Viewer): boolean {
  return status === PortfolioStatus.WITHDRAWN && movedBy === actor.id;
}

/** From now on another portfolio may hold these accounts. */
async function freeReferences(tx: Transaction, portfolioId: Id): Promise<void> {
  await tx.query("UPDATE account SET is_withdrawn = true WHERE portfolio_id = $1", [portfolioId]);
}
