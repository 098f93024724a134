import { personBehind } from "../platform/access/person-behind";
import type { Viewer } from "../platform/access/viewer";
import type { Transaction } from "../platform/database/transactions";
import { readText } from "../platform/free-text";
import { readAmount } from "../platform/graphql/money";
import type { Id } from "../platform/ids";
import { refuse, type OrRefusal } from "../platform/refusal";
import { FloorStatus, proposeFloor, type Floor } from "./domain/floor";
import type { FloorRecorder } from "./floor-recorder";
import { liveFloors } from "./floor.store";
import type { ValuationPorts, ValuedPortfolio } from "./ports";

export interface FloorProposal {
  readonly portfolioId: Id;
  /** In the portfolio's currency; 0 means no reserve. */
  readonly amount: string;
  readonly rationale: string;
}

/** Finance proposes the least for which a portfolio may be sold. */
export class ProposeFloor {
  constructor(
    private readonly ports: ValuationPorts,
    private readonly recorder: FloorRecorder,
  ) {}

  async run(viewer: Viewer, proposal: FloorProposal): Promise<OrRefusal<Floor>> {
    const rationale = readText(proposal.rationale, ["input", "rationale"]);
    const { transactions, portfolios } = this.ports;
    return transactions.run(async (tx) => {
      const portfolio = await portfolios.lock(tx, viewer, proposal.portfolioId);
      const amount = readAmount(proposal.amount, portfolio.currency, ["input", "amount"]);
      const refusal = await portfolios.move(tx, viewer, portfolio.id, "PROPOSE_FLOOR");
      if (refusal) return refusal;
      if (portfolio.faceMinor === 0n) {
        return refuse("INVALID_STATE", "The portfolio has no eligible account to sell.", { state: "EMPTY" });
      }
      const floor = await this.draft(tx, viewer, portfolio, { amount, rationale });
      const live = await liveFloors(tx.manager, portfolio.id);
      const events = proposeFloor(live, floor);
      await this.recorder.record(tx, viewer.actor, events);
      return events.at(-1)?.floor ?? live.proposed ?? floor;
    });
  }

  private async draft(
    tx: Transaction,
    viewer: Viewer,
    portfolio: ValuedPortfolio,
    wanted: { readonly amount: bigint; readonly rationale: string },
  ): Promise<Floor> {
    return {
      id: this.ports.identifiers.next(),
      portfolioId: portfolio.id,
      sellerId: portfolio.sellerId,
      status: FloorStatus.PROPOSED,
      amount: { minor: wanted.amount, currency: portfolio.currency },
      face: portfolio.faceMinor,
      proposal: {
        by: viewer.actor.id,
        person: await personBehind(tx.manager, viewer.actor),
        at: await tx.now(),
        rationale: wanted.rationale,
      },
      verdict: null,
    };
  }
}
