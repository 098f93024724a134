import { isSeller } from "../platform/access/require";
import type { Viewer } from "../platform/access/viewer";
import type { Node } from "../platform/graphql/node";
import { isId, type Id } from "../platform/ids";
import type { AccountReader } from "./account-reader";
import { MAY_READ_PORTFOLIOS } from "./portfolio.policy";
import type { PortfolioReader } from "./portfolio-reader";
import { portfolioView } from "./portfolio.views";
import type { TapeImportReader } from "./imports/tape-import-reader";

interface Readers {
  readonly portfolios: PortfolioReader;
  readonly imports: TapeImportReader;
  readonly accounts: AccountReader;
}

/** For `node(id:)`: a portfolio, an import or an account, when the caller may see it. */
export async function findPortfolioNode(
  { portfolios, imports, accounts }: Readers,
  viewer: Viewer,
  id: Id,
): Promise<Node | null> {
  if (!isId(id) || !MAY_READ_PORTFOLIOS.some((role) => viewer.roles.includes(role))) return null;
  const portfolio = await portfolios.find(viewer, id);
  if (portfolio) return portfolioView(portfolio);
  if (!isSeller(viewer)) return null;
  return (await imports.find(viewer, id)) ?? (await accounts.find(viewer, id));
}
