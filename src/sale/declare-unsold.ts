import { toRefusal } from "../auction";
import type { Viewer } from "../platform/access/viewer";
import type { Transactions } from "../platform/database/transactions";
import { readText } from "../platform/free-text";
import type { Id } from "../platform/ids";
import { refuseState, type OrRefusal } from "../platform/refusal";
import { refuseLiveSale, type AwardDesk } from "./award-desk";
import { isSomebodyLeft } from "./domain/choose-buyer";
import { resultFor } from "./read-buyers";

export interface UnsoldAuction {
  readonly auctionId: Id;
}

/** Ends an auction whose every ranked firm has dropped out or bid below the reserve: it is UNSOLD. */
export class DeclareUnsold {
  constructor(
    private readonly transactions: Transactions,
    private readonly desk: AwardDesk,
  ) {}

  run(
    viewer: Viewer,
    input: { readonly auctionId: Id; readonly rationale: string },
  ): Promise<OrRefusal<UnsoldAuction>> {
    const rationale = readText(input.rationale, ["input", "rationale"]);
    return this.transactions.run(async (tx) => {
      const { locked, sales, firms } = await this.desk.openWithFirms(tx, viewer, input.auctionId);
      const refusal = refuseLiveSale(sales);
      if (refusal) return refusal;
      const { status, terms } = locked.state;
      const isOver = status === "CLOSED" || status === "AWARDED";
      const result = resultFor(locked, firms, await tx.now());
      if (isOver && isSomebodyLeft(result, terms.reserve.amount)) {
        return refuseState("auction", "one without a firm left that may buy", status);
      }
      const problem = await locked.decide(
        { type: "DeclareUnsold", rationale },
        { actor: viewer.actor, firm: null },
      );
      return problem ? toRefusal(problem) : { auctionId: locked.auction.id };
    });
  }
}
