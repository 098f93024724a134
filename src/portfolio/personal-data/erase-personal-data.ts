import type { Viewer } from "../../platform/access/viewer";
import { readText } from "../../platform/free-text";
import type { Id } from "../../platform/ids";
import { hidden } from "../../platform/journal/hidden";
import { lockOwnAccounts } from "../own-portfolio";
import { deletePortfolioKey } from "./portfolio-keys";
import type { PortfolioEntity } from "../portfolio.entity";
import { changePortfolio } from "../portfolio.store";
import type { PortfolioPorts } from "../ports";

/** Deletes a portfolio's key: nobody opens a box of its debtors any more. Amounts and dates stay. */
export class ErasePersonalData {
  constructor(private readonly ports: PortfolioPorts) {}

  async run(
    viewer: Viewer,
    input: { readonly portfolioId: Id; readonly purpose: string },
  ): Promise<PortfolioEntity> {
    const purpose = readText(input.purpose, ["input", "purpose"]);
    return this.ports.transactions.run(async (tx) => {
      const portfolio = await lockOwnAccounts(tx, viewer, input.portfolioId);
      if (portfolio.personalDataErasedAt !== null) return portfolio;
      await deletePortfolioKey(tx, portfolio.id);
      const erased = await changePortfolio(tx, portfolio, { personalDataErasedAt: await tx.now() });
      await this.ports.journal.append(tx, {
        stream: portfolio.id,
        kind: "PORTFOLIO",
        type: "PersonalDataErased",
        actor: viewer.actor,
        data: { purpose: hidden(purpose, portfolio.sellerId) },
      });
      return erased;
    });
  }
}
