export { AssetClass, PortfolioStatus } from "./domain/portfolio";
import "./portfolio-enums.graphql";
