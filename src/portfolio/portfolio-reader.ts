import type { DataSource } from "typeorm";
import type { Viewer } from "../platform/access/viewer";
import { notFound } from "../platform/errors";
import type { Page } from "../platform/graphql/connections";
import type { Id } from "../platform/ids";
import type { PortfolioEntity } from "./portfolio.entity";
import { isFirm, maySeePortfolio } from "./portfolio.policy";
import { findPortfolio, listPortfolios, type PortfolioSelection } from "./portfolio.store";
import type { PortfolioVisibility } from "./ports";

/** Looks at portfolios for a caller, who gets nothing that the policy does not let it see. */
export class PortfolioReader {
  constructor(
    private readonly database: DataSource,
    private readonly visibility: PortfolioVisibility,
  ) {}

  async find(viewer: Viewer, id: Id): Promise<PortfolioEntity | null> {
    const portfolio = await findPortfolio(this.database.manager, id);
    if (!portfolio) return null;
    const offered = new Set(isFirm(viewer) ? await this.visibility.offeredTo(viewer.organization.id) : []);
    return maySeePortfolio(viewer, portfolio, offered) ? portfolio : null;
  }

  async require(viewer: Viewer, id: Id): Promise<PortfolioEntity> {
    const portfolio = await this.find(viewer, id);
    if (!portfolio) throw notFound();
    return portfolio;
  }

  /** A seller's own portfolios, or those that are offered to a firm. */
  async list(viewer: Viewer, filter: Omit<PortfolioSelection, "of">, page: Page): Promise<PortfolioEntity[]> {
    const { id } = viewer.organization;
    const of = isFirm(viewer) ? { ids: await this.visibility.offeredTo(id) } : { sellerId: id };
    return listPortfolios(this.database.manager, { ...filter, of }, page);
  }
}
