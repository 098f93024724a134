export { AssetClass, PortfolioStatus, type PortfolioMove } from "./domain/portfolio";
export { movePortfolio } from "./move-portfolio";
export { lockOwnPortfolio } from "./own-portfolio";
export { createPortfolio, type PortfolioStage, type PortfolioStagePorts } from "./portfolio";
export type { PortfolioEntity } from "./portfolio.entity";
export { PortfolioType } from "./portfolio.graphql";
export { eligibleJurisdictions, lockPortfolio } from "./portfolio.store";
export type { PortfolioReactions, PortfolioVisibility } from "./ports";
export { HttpHeader } from "./tape-import.graphql";
