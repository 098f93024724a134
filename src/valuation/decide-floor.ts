import { personBehind } from "../platform/access/person-behind";
import type { Viewer } from "../platform/access/viewer";
import type { Transaction } from "../platform/database/transactions";
import { notFound } from "../platform/errors";
import { readText } from "../platform/free-text";
import type { Id } from "../platform/ids";
import { isRefusal, refuseProposal, type OrRefusal } from "../platform/refusal";
import { lockOwnPortfolio, movePortfolio, type PortfolioEntity } from "../portfolio";
import { decideFloor, type Floor, type FloorDecision } from "./domain/floor";
import type { FloorRecorder } from "./floor-recorder";
import { findFloor, liveFloors } from "./floor.store";
import type { FloorPorts } from "./ports";

export interface FloorVerdict {
  readonly floorId: Id;
  readonly decision: FloorDecision;
  readonly rationale: string;
}

/** Another person than the proposer approves a floor, which puts its portfolio on the market, or rejects it. */
export class DecideFloor {
  constructor(
    private readonly ports: FloorPorts,
    private readonly recorder: FloorRecorder,
  ) {}

  async run(viewer: Viewer, verdict: FloorVerdict): Promise<OrRefusal<Floor>> {
    const rationale = readText(verdict.rationale, ["input", "rationale"]);
    return this.ports.transactions.run(async (tx) => {
      const { floor, portfolio } = await lockFloor(tx, viewer, verdict.floorId);
      const live = await liveFloors(tx.manager, floor.portfolioId);
      const person = await personBehind(tx.manager, viewer.actor);
      const act = { by: viewer.actor.id, person, at: await tx.now(), rationale };
      const decided = decideFloor(floor, live, verdict.decision, act);
      if (decided.kind === "rejected") return refuseProposal("floor", decided.rejection);
      if (decided.events.some(({ type }) => type === "FloorApproved")) {
        const moved = await movePortfolio(tx, portfolio, "APPROVE_FLOOR", viewer.actor);
        if (isRefusal(moved)) return moved;
      }
      await this.recorder.record(tx, viewer.actor, decided.events);
      return decided.events.at(-1)?.floor ?? floor;
    });
  }
}

/** A floor of a portfolio of one's own, read under the portfolio's lock; else NOT_FOUND. */
async function lockFloor(
  tx: Transaction,
  viewer: Viewer,
  id: Id,
): Promise<{ floor: Floor; portfolio: PortfolioEntity }> {
  const unlocked = await findFloor(tx.manager, id);
  if (!unlocked) throw notFound();
  const portfolio = await lockOwnPortfolio(tx, viewer, unlocked.portfolioId);
  const floor = await findFloor(tx.manager, id);
  if (!floor) throw new Error("A floor is never deleted");
  return { floor, portfolio };
}
