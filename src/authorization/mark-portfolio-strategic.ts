import type { Viewer } from "../platform/access/viewer";
import type { Transactions } from "../platform/database/transactions";
import { refuse, type OrRefusal } from "../platform/refusal";
import { decideMarking } from "./domain/strategic-mark";
import type { Marking, StrategicDesk } from "./strategic-desk";
import type { StrategicPortfolioEntity } from "./strategic-portfolio.entity";
import { insertMark } from "./strategic-portfolio.store";

/** Says of a portfolio that its sale is strategic: the matrix may then ask for more signatures. */
export class MarkPortfolioStrategic {
  constructor(
    private readonly transactions: Transactions,
    private readonly desk: StrategicDesk,
  ) {}

  run(viewer: Viewer, marking: Marking): Promise<OrRefusal<StrategicPortfolioEntity>> {
    const { portfolioId } = marking;
    return this.transactions.run(async (tx) => {
      const { last, act } = await this.desk.open(tx, viewer, marking);
      const decision = decideMarking(last, act);
      if (decision.kind === "rejected")
        return refuse("ALREADY_EXISTS", "The portfolio is marked as strategic.");
      const [event] = decision.events;
      if (last && !event) return last;
      if (event) await this.desk.announce(tx, viewer, portfolioId, { event, act });
      const mark: StrategicPortfolioEntity = {
        portfolioId,
        sellerId: viewer.organization.id,
        markedBy: act.by,
        markerId: act.person,
        markedAt: act.at,
        rationale: act.rationale,
        unmarkedBy: null,
        unmarkerId: null,
        unmarkedAt: null,
        unmarkingRationale: null,
      };
      await insertMark(tx, mark);
      return mark;
    });
  }
}
