import type { Viewer } from "../../platform/access/viewer";
import type { Id } from "../../platform/ids";
import { formatAmount } from "../../platform/money";
import { isRefusal, type OrRefusal } from "../../platform/refusal";
import { PortfolioStatus } from "../domain/portfolio";
import { rulesAsOf } from "../domain/screening-rules";
import { movePortfolio } from "../move-portfolio";
import { lockOwnAccounts } from "../own-portfolio";
import type { PortfolioEntity } from "../portfolio.entity";
import { changePortfolio, totalsOf } from "../portfolio.store";
import type { PortfolioPorts } from "../ports";
import { digestOfScreening, screenAccounts, writeScreening } from "./screening.store";

/** Applies the rules of the as-of date to every account; what is eligible is what the portfolio offers from then on. */
export class ScreenPortfolio {
  constructor(private readonly ports: PortfolioPorts) {}

  async run(viewer: Viewer, input: { readonly portfolioId: Id }): Promise<OrRefusal<PortfolioEntity>> {
    return this.ports.transactions.run(async (tx) => {
      const found = await lockOwnAccounts(tx, viewer, input.portfolioId);
      if (found.status === PortfolioStatus.SCREENED && found.movedBy === viewer.actor.id) return found;
      const moved = await movePortfolio(tx, found, "SCREEN", viewer.actor);
      if (isRefusal(moved)) return moved;
      const rules = rulesAsOf(moved.asOf);
      await screenAccounts(tx, moved, rules);
      const screened = { by: viewer.actor.id, at: await tx.now(), rules };
      const screening = await writeScreening(tx, moved.id, screened);
      const portfolio = await changePortfolio(tx, moved, await totalsOf(tx, moved));
      await this.ports.journal.append(tx, {
        stream: portfolio.id,
        kind: "PORTFOLIO",
        type: "PortfolioScreened",
        actor: viewer.actor,
        data: {
          rules: rules.map(({ rule, version }) => ({ rule, version })),
          eligible: screening.eligibleCount,
          excluded: screening.excludedCount,
          needsReview: screening.needsReviewCount,
          faceValue: formatAmount(portfolio.faceValue, portfolio.currency),
          sha256: await digestOfScreening(tx, portfolio.id),
        },
      });
      return portfolio;
    });
  }
}
