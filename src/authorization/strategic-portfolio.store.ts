import { In, IsNull, type EntityManager } from "typeorm";
import type { Transaction } from "../platform/database/transactions";
import type { Id } from "../platform/ids";
import type { Act } from "../platform/proposal";
import { StrategicPortfolioEntity } from "./strategic-portfolio.entity";

export function isStrategic(manager: EntityManager, portfolioId: Id): Promise<boolean> {
  return manager.existsBy(StrategicPortfolioEntity, { portfolioId, unmarkedAt: IsNull() });
}

/** The last time that a seller held its portfolio to be strategic, taken back since or not. */
export function lastMark(
  manager: EntityManager,
  of: { readonly portfolioId: Id; readonly sellerId: Id },
): Promise<StrategicPortfolioEntity | null> {
  return manager.findOne(StrategicPortfolioEntity, { where: of, order: { markedAt: "DESC" } });
}

/** The marks that portfolios bear now. */
export function marksOf(
  manager: EntityManager,
  portfolioIds: readonly Id[],
): Promise<StrategicPortfolioEntity[]> {
  const where = { portfolioId: In([...portfolioIds]), unmarkedAt: IsNull() };
  return manager.findBy(StrategicPortfolioEntity, where);
}

export async function insertMark(tx: Transaction, mark: StrategicPortfolioEntity): Promise<void> {
  await tx.manager.insert(StrategicPortfolioEntity, mark);
}

/** Answers the mark as it is then. */
export async function setUnmarked(
  tx: Transaction,
  mark: StrategicPortfolioEntity,
  act: Act,
): Promise<StrategicPortfolioEntity> {
  const unmarking = {
    unmarkedBy: act.by,
    unmarkerId: act.person,
    unmarkedAt: act.at,
    unmarkingRationale: act.rationale,
  };
  const { portfolioId } = mark;
  await tx.manager.update(StrategicPortfolioEntity, { portfolioId, unmarkedAt: IsNull() }, unmarking);
  return { ...mark, ...unmarking };
}
