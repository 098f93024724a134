import type { Actor } from "../platform/access/viewer";
import type { Transaction } from "../platform/database/transactions";
import { refuseState, type OrRefusal } from "../platform/refusal";
import { nextStatus, statesThatAllow, type PortfolioMove, type PortfolioStatus } from "./domain/portfolio";
import type { PortfolioEntity } from "./portfolio.entity";
import { changePortfolio } from "./portfolio.store";

/** The state that a move leads to, or a Refusal that names the state found. */
export function decideMove({ status }: PortfolioEntity, move: PortfolioMove): OrRefusal<PortfolioStatus> {
  return nextStatus(status, move) ?? refuseState("portfolio", statesThatAllow(move), status);
}

/** Moves a locked portfolio along its way, or says why its state does not allow it. Journalling is the caller's. */
export async function movePortfolio(
  tx: Transaction,
  portfolio: PortfolioEntity,
  move: PortfolioMove,
  by: Actor,
): Promise<OrRefusal<PortfolioEntity>> {
  const status = decideMove(portfolio, move);
  if (typeof status !== "string") return status;
  const attempt = portfolio.attempt + (move === "RETURN_TO_MARKET" ? 1 : 0);
  return changePortfolio(tx, portfolio, { status, attempt, movedBy: by.id });
}
