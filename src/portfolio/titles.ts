import type { EntityManager } from "typeorm";
import type { Actor } from "../platform/access/viewer";
import type { Transaction } from "../platform/database/transactions";
import type { Id } from "../platform/ids";
import type { Journal } from "../platform/journal/journal";
import { formatAmount } from "../platform/money";
import { mayBecome, Ownership, type Title } from "./domain/ownership";
import { lockPortfolio } from "./portfolio.store";
import { TitleEntity } from "./title.entity";

export interface TitleMove {
  readonly portfolioId: Id;
  readonly saleId: Id;
  readonly to: Title;
}

/**
 * The chain of title to what portfolios offer. All of a portfolio's eligible accounts go one way together, so a step is one
 * row, however many they are.
 */
export class Titles {
  constructor(private readonly journal: Journal) {}

  /** Moves it in the caller's transaction, who decided that it may: here it is a broken program that asks in vain. */
  async move(tx: Transaction, { portfolioId, saleId, to }: TitleMove, by: Actor): Promise<void> {
    const portfolio = await lockPortfolio(tx, portfolioId);
    if (!portfolio) throw new Error("A sale's portfolio is missing");
    const last = await lastStep(tx.manager, portfolioId);
    const from = last?.ownership ?? Ownership.OWNED;
    if (!mayBecome(from, to)) throw new Error(`A title does not go from ${from} to ${to}`);
    const step = { portfolioId, number: (last?.number ?? 0) + 1, ownership: to, saleId };
    await tx.manager.insert(TitleEntity, { ...step, movedAt: await tx.now(), movedBy: by.id });
    const { accountCount: accounts, faceValue, currency } = portfolio;
    await this.journal.append(tx, {
      stream: portfolioId,
      kind: "PORTFOLIO",
      type: "TitleMoved",
      actor: by,
      data: { saleId, from, to, accounts, faceValue: formatAmount(faceValue, currency) },
    });
  }
}

/** To what the portfolio offers, as it stands. */
export async function titleTo(manager: EntityManager, portfolioId: Id): Promise<Title> {
  return (await lastStep(manager, portfolioId))?.ownership ?? Ownership.OWNED;
}

function lastStep(manager: EntityManager, portfolioId: Id): Promise<TitleEntity | null> {
  return manager.findOne(TitleEntity, { where: { portfolioId }, order: { number: "DESC" } });
}
