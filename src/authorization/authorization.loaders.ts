import DataLoader from "dataloader";
import type { DataSource } from "typeorm";
import type { LoaderFactory } from "../platform/context";
import type { Id } from "../platform/ids";
import { latestRequests } from "./authorization.store";
import type { AuthorizationRequest } from "./domain/request";
import type { StrategicPortfolioEntity } from "./strategic-portfolio.entity";
import { marksOf } from "./strategic-portfolio.store";

/** The last request of a sale. */
export function requestBySale(database: DataSource): LoaderFactory<Id, AuthorizationRequest | null> {
  return ({ cache }) =>
    new DataLoader(
      async (saleIds) => {
        const requests = await latestRequests(database.manager, saleIds);
        return saleIds.map((id) => requests.get(id) ?? null);
      },
      { cache },
    );
}

/** The mark that a portfolio bears now. */
export function markByPortfolio(database: DataSource): LoaderFactory<Id, StrategicPortfolioEntity | null> {
  return ({ cache }) =>
    new DataLoader(
      async (portfolioIds) => {
        const marks = await marksOf(database.manager, portfolioIds);
        const byId = new Map(marks.map((mark) => [mark.portfolioId, mark]));
        return portfolioIds.map((id) => byId.get(id) ?? null);
      },
      { cache },
    );
}
