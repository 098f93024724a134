import { lockOwnPortfolio } from "../portfolio";
import { personBehind } from "../platform/access/person-behind";
import type { Viewer } from "../platform/access/viewer";
import type { Transaction } from "../platform/database/transactions";
import { notFound } from "../platform/errors";
import { readText } from "../platform/free-text";
import { isId, type Id } from "../platform/ids";
import { hidden } from "../platform/journal/hidden";
import type { Act } from "../platform/proposal";
import { lockAuthority } from "./authority-matrix.store";
import { InvalidationReason } from "./domain/request";
import type { MarkingEvent } from "./domain/strategic-mark";
import type { InvalidateAuthorizations } from "./invalidate-authorizations";
import type { AuthorizationPorts } from "./ports";
import type { StrategicPortfolioEntity } from "./strategic-portfolio.entity";
import { lastMark } from "./strategic-portfolio.store";

export interface Marking {
  readonly portfolioId: Id;
  readonly rationale: string;
}

/** What marking a portfolio as strategic and taking it back have in common. */
export class StrategicDesk {
  constructor(
    private readonly ports: Pick<AuthorizationPorts, "journal">,
    private readonly invalidate: InvalidateAuthorizations,
  ) {}

  /** The portfolio's last mark, which nobody changes meanwhile, and what is done about it. */
  async open(
    tx: Transaction,
    viewer: Viewer,
    marking: Marking,
  ): Promise<{ last: StrategicPortfolioEntity | null; act: Act }> {
    const rationale = readText(marking.rationale, ["input", "rationale"]);
    if (!isId(marking.portfolioId)) throw notFound();
    const sellerId = viewer.organization.id;
    await lockAuthority(tx, sellerId);
    const last = await lastMark(tx.manager, { portfolioId: marking.portfolioId, sellerId });
    const person = await personBehind(tx.manager, viewer.actor);
    return { last, act: { by: viewer.actor.id, person, at: await tx.now(), rationale } };
  }

  /**
   * Open authorities over the portfolio fall, and its journal says why. NOT_FOUND for a portfolio of somebody else's:
   * it is locked last, as whoever authorizes a sale does.
   */
  async announce(
    tx: Transaction,
    viewer: Viewer,
    portfolioId: Id,
    { event, act }: { event: MarkingEvent; act: Act },
  ): Promise<void> {
    const sellerId = viewer.organization.id;
    const invalidation = { reason: InvalidationReason.STRATEGIC_FLAG_CHANGED, by: viewer.actor };
    await this.invalidate.run(tx, { sellerId, portfolioId }, invalidation);
    await lockOwnPortfolio(tx, viewer, portfolioId);
    await this.ports.journal.append(tx, {
      stream: portfolioId,
      kind: "PORTFOLIO",
      type: event.type,
      actor: viewer.actor,
      data: { rationale: hidden(act.rationale, sellerId) },
    });
  }
}
