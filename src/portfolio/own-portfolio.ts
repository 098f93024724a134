import type { Viewer } from "../platform/access/viewer";
import type { Transaction } from "../platform/database/transactions";
import { notFound } from "../platform/errors";
import type { Id } from "../platform/ids";
import { lockAccounts } from "./accounts-lock";
import type { PortfolioEntity } from "./portfolio.entity";
import { seesAsSeller } from "./portfolio.policy";
import { findPortfolio, lockPortfolio } from "./portfolio.store";

/** A portfolio of the caller's organization as it stands, not locked; anything else is NOT_FOUND. */
export async function findOwnPortfolio(tx: Transaction, viewer: Viewer, id: Id): Promise<PortfolioEntity> {
  return own(viewer, await findPortfolio(tx.manager, id));
}

/** A portfolio of the caller's organization, locked; anything else is NOT_FOUND. */
export async function lockOwnPortfolio(tx: Transaction, viewer: Viewer, id: Id): Promise<PortfolioEntity> {
  return own(viewer, await lockPortfolio(tx, id));
}

/** The same, and its set of accounts with it. */
export async function lockOwnAccounts(tx: Transaction, viewer: Viewer, id: Id): Promise<PortfolioEntity> {
  await findOwnPortfolio(tx, viewer, id);
  await lockAccounts(tx, id);
  return lockOwnPortfolio(tx, viewer, id);
}

function own(viewer: Viewer, portfolio: PortfolioEntity | null): PortfolioEntity {
  if (!portfolio || !seesAsSeller(viewer, portfolio)) throw notFound();
  return portfolio;
}
