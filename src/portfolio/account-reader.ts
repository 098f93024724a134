import type { DataSource } from "typeorm";
import type { Viewer } from "../platform/access/viewer";
import { notFound } from "../platform/errors";
import type { Page } from "../platform/graphql/connections";
import type { Id } from "../platform/ids";
import type { AccountEntity } from "./account.entity";
import type { AccountType } from "./account.graphql";
import { accountsWithBox, findOwnAccount, listAccounts } from "./account.store";
import { accountView } from "./account.views";
import type { AccountFilter } from "./domain/account-filter";
import type { ScreeningResult } from "./domain/screening-rules";
import type { PortfolioEntity } from "./portfolio.entity";
import { seesAsSeller } from "./portfolio.policy";
import { findPortfolio } from "./portfolio.store";
import { accountScreenings } from "./screening/screening.store";
import { titleTo } from "./titles";

/** Looks at accounts for the seller's people, masked. */
export class AccountReader {
  constructor(private readonly database: DataSource) {}

  async find(viewer: Viewer, id: Id): Promise<AccountType | null> {
    const account = await findOwnAccount(this.database.manager, viewer, id);
    if (!account) return null;
    const [shown] = await this.show(await this.portfolioOf(viewer, account.portfolioId), [account]);
    return shown ?? null;
  }

  async require(viewer: Viewer, id: Id): Promise<AccountType> {
    const found = await this.find(viewer, id);
    if (!found) throw notFound();
    return found;
  }

  /** Up to one more than the page has room for. */
  async list(
    viewer: Viewer,
    wanted: {
      readonly portfolioId: Id;
      readonly filter: (portfolio: PortfolioEntity) => AccountFilter;
      readonly screening: readonly ScreeningResult[] | null;
    },
    page: Page,
  ): Promise<AccountType[]> {
    const portfolio = await this.portfolioOf(viewer, wanted.portfolioId);
    const { id: portfolioId, asOf } = portfolio;
    const selection = { portfolioId, asOf, filter: wanted.filter(portfolio), screening: wanted.screening };
    return this.show(portfolio, await listAccounts(this.database.manager, selection, page));
  }

  private async portfolioOf(viewer: Viewer, id: Id): Promise<PortfolioEntity> {
    const portfolio = await findPortfolio(this.database.manager, id);
    if (!portfolio || !seesAsSeller(viewer, portfolio)) throw notFound();
    return portfolio;
  }

  private async show(portfolio: PortfolioEntity, accounts: readonly AccountEntity[]): Promise<AccountType[]> {
    const ids = accounts.map(({ id }) => id);
    const boxes = await accountsWithBox(this.database.manager, ids);
    const screenings = await accountScreenings(this.database.manager, ids);
    const title = await titleTo(this.database.manager, portfolio.id);
    return accounts.map((account) =>
      accountView(account, portfolio, {
        hasBox: boxes.has(account.id),
        screening: screenings.get(account.id) ?? null,
        title,
      }),
    );
  }
}
