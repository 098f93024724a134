import { lockOwnPortfolio } from "../portfolio";
import type { Viewer } from "../platform/access/viewer";
import { assertNever } from "../platform/decision";
import type { Transactions } from "../platform/database/transactions";
import { refuse, refuseState, type OrRefusal, type Refusal } from "../platform/refusal";
import { decideUnmarking } from "./domain/strategic-mark";
import type { Marking, StrategicDesk } from "./strategic-desk";
import type { StrategicPortfolioEntity } from "./strategic-portfolio.entity";
import { setUnmarked } from "./strategic-portfolio.store";

/** Takes back that a portfolio's sale is strategic; another person than the one who said so. */
export class UnmarkPortfolioStrategic {
  constructor(
    private readonly transactions: Transactions,
    private readonly desk: StrategicDesk,
  ) {}

  run(viewer: Viewer, marking: Marking): Promise<OrRefusal<StrategicPortfolioEntity>> {
    const { portfolioId } = marking;
    return this.transactions.run(async (tx) => {
      const { last, act } = await this.desk.open(tx, viewer, marking);
      const decision = decideUnmarking(last, act);
      if (!last || decision.kind === "rejected") {
        await lockOwnPortfolio(tx, viewer, portfolioId); // somebody else's is NOT_FOUND rather than not marked
        return toRefusal(decision.kind === "rejected" ? decision.rejection : "NOT_MARKED");
      }
      const [event] = decision.events;
      if (!event) return last;
      await this.desk.announce(tx, viewer, portfolioId, { event, act });
      return setUnmarked(tx, last, act);
    });
  }
}

function toRefusal(problem: "NOT_MARKED" | "SEPARATION_OF_DUTIES"): Refusal {
  switch (problem) {
    case "NOT_MARKED":
      return refuseState("portfolio", "marked as strategic", "NOT_STRATEGIC");
    case "SEPARATION_OF_DUTIES":
      return refuse("SEPARATION_OF_DUTIES", "Somebody else than whoever marked it must take the mark back.");
    default:
      return assertNever(problem);
  }
}
