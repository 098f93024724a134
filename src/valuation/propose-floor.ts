import { personBehind } from "../platform/access/person-behind";
import type { Viewer } from "../platform/access/viewer";
import type { Transaction } from "../platform/database/transactions";
import { readText } from "../platform/free-text";
import { readAmount } from "../platform/graphql/money";
import type { Id } from "../platform/ids";
import { isRefusal, refuse, type OrRefusal } from "../platform/refusal";
import type { CalendarDate } from "../platform/time";
import { lockOwnPortfolio, movePortfolio, type PortfolioEntity } from "../portfolio";
import { FloorStatus, proposeFloor, type Floor } from "./domain/floor";
import type { FloorRecorder } from "./floor-recorder";
import { liveFloors } from "./floor.store";
import type { FloorPorts } from "./ports";

export interface FloorProposal {
  readonly portfolioId: Id;
  /** In the portfolio's currency; 0 means no reserve. */
  readonly amount: string;
  /** The last day, in UTC, of an auction that it may serve; absent: any. */
  readonly validUntil?: CalendarDate | null | undefined;
  readonly rationale: string;
}

/** Finance proposes the least for which a portfolio may be sold. */
export class ProposeFloor {
  constructor(
    private readonly ports: FloorPorts,
    private readonly recorder: FloorRecorder,
  ) {}

  async run(viewer: Viewer, proposal: FloorProposal): Promise<OrRefusal<Floor>> {
    const rationale = readText(proposal.rationale, ["input", "rationale"]);
    return this.ports.transactions.run(async (tx) => {
      const portfolio = await lockOwnPortfolio(tx, viewer, proposal.portfolioId);
      const amount = readAmount(proposal.amount, portfolio.currency, ["input", "amount"]);
      const moved = await movePortfolio(tx, portfolio, "PROPOSE_FLOOR", viewer.actor);
      if (isRefusal(moved)) return moved;
      if (portfolio.faceValue === 0n) {
        const { status: state } = portfolio;
        return refuse("INVALID_STATE", "The portfolio has no eligible account to sell.", { state });
      }
      const floor = await this.draft(tx, viewer, portfolio, { ...proposal, amount, rationale });
      const live = await liveFloors(tx.manager, portfolio.id);
      const events = proposeFloor(live, floor);
      await this.recorder.record(tx, viewer.actor, events);
      return events.at(-1)?.floor ?? live.proposed ?? floor;
    });
  }

  private async draft(
    tx: Transaction,
    viewer: Viewer,
    portfolio: PortfolioEntity,
    wanted: Omit<FloorProposal, "amount"> & { readonly amount: bigint },
  ): Promise<Floor> {
    return {
      id: this.ports.identifiers.next(),
      portfolioId: portfolio.id,
      sellerId: portfolio.sellerId,
      status: FloorStatus.PROPOSED,
      amount: { minor: wanted.amount, currency: portfolio.currency },
      face: portfolio.faceValue,
      validUntil: wanted.validUntil ?? null,
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
