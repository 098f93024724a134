import type { Viewer } from "../platform/access/viewer";
import type { Transaction } from "../platform/database/transactions";
import { badUserInput } from "../platform/errors";
import { readText } from "../platform/free-text";
import type { Id } from "../platform/ids";
import { hidden } from "../platform/journal/hidden";
import { refuseState, type OrRefusal } from "../platform/refusal";
import { filterSql } from "./account-filter.sql";
import { LONGEST_NAME } from "./create-portfolio";
import { isFilterEmpty, type AccountFilter } from "./domain/account-filter";
import { isScreened, mayChangeAccounts, PortfolioStatus } from "./domain/portfolio";
import { rulesAsOf } from "./domain/screening-rules";
import { lockOwnAccounts } from "./own-portfolio";
import type { PortfolioEntity } from "./portfolio.entity";
import { changePortfolio, findPortfolio, insertPortfolio, totalsOf } from "./portfolio.store";
import type { PortfolioPorts } from "./ports";
import { resealBoxes } from "./personal-data/reseal-boxes";
import { ScreeningEntity } from "./screening/screening.entity";
import { writeScreening } from "./screening/screening.store";

export interface CarveOut {
  readonly portfolioId: Id;
  readonly name: string;
  /** Read by the currency of the portfolio that is carved. */
  readonly filter: (portfolio: PortfolioEntity) => AccountFilter;
}

/** Cuts a new portfolio from another: the accounts that match move, with what was found about them. */
export class CarveOutPortfolio {
  constructor(private readonly ports: PortfolioPorts) {}

  async run(viewer: Viewer, input: CarveOut): Promise<OrRefusal<PortfolioEntity>> {
    const name = readText(input.name, ["input", "name"], LONGEST_NAME);
    return this.ports.transactions.run(async (tx) => {
      const parent = await lockOwnAccounts(tx, viewer, input.portfolioId);
      if (!mayChangeAccounts(parent.status))
        return refuseState(
          "portfolio",
          `${PortfolioStatus.IMPORTED} or ${PortfolioStatus.SCREENED}`,
          parent.status,
        );
      const filter = input.filter(parent);
      if (isFilterEmpty(filter)) throw badUserInput("Give at least one bound.", ["input", "filter"]);
      const own = await findOwn(tx, viewer, { parent, name, filter });
      if (own) return own;
      const child = await this.insertChild(tx, viewer, parent, name);
      const moved = await moveAccounts(tx, { parent, child, filter });
      if (moved === 0) throw badUserInput("No account matches the filter.", ["input", "filter"]);
      await resealBoxes(tx, { from: parent.id, to: child.id }, this.ports);
      await this.recount(tx, parent);
      const carved = await this.recount(tx, child);
      await this.journal(tx, viewer, { parent, carved, moved });
      return carved;
    });
  }

  private async insertChild(
    tx: Transaction,
    viewer: Viewer,
    parent: PortfolioEntity,
    name: string,
  ): Promise<PortfolioEntity> {
    const child: PortfolioEntity = {
      ...parent,
      id: this.ports.identifiers.next(),
      parentId: parent.id,
      name,
      movedBy: viewer.actor.id,
      attempt: 1,
      createdBy: viewer.actor.id,
      createdAt: await tx.now(),
    };
    await insertPortfolio(tx, child);
    return child;
  }

  /** What each of the two offers now, and what screening says of it. */
  private async recount(tx: Transaction, portfolio: PortfolioEntity): Promise<PortfolioEntity> {
    if (isScreened(portfolio.status)) {
      const { id, parentId, asOf } = portfolio;
      const screened = await tx.manager.findOneBy(ScreeningEntity, { portfolioId: id });
      const origin =
        screened ?? (await tx.manager.findOneByOrFail(ScreeningEntity, { portfolioId: parentId ?? id }));
      const { screenedBy: by, screenedAt: at } = origin;
      await writeScreening(tx, id, { by, at, rules: rulesAsOf(asOf) });
    }
    return changePortfolio(tx, portfolio, await totalsOf(tx, portfolio));
  }

  private async journal(
    tx: Transaction,
    viewer: Viewer,
    {
      parent,
      carved,
      moved,
    }: { readonly parent: PortfolioEntity; readonly carved: PortfolioEntity; readonly moved: number },
  ): Promise<void> {
    const { assetClass, currency, asOf, sellerId } = carved;
    await this.ports.journal.append(tx, {
      stream: parent.id,
      kind: "PORTFOLIO",
      type: "PortfolioCarvedOut",
      actor: viewer.actor,
      data: { portfolioId: carved.id, accounts: moved },
    });
    await this.ports.journal.append(tx, {
      stream: carved.id,
      kind: "PORTFOLIO",
      type: "PortfolioCreated",
      actor: viewer.actor,
      data: { name: hidden(carved.name, sellerId), assetClass, currency, asOf, parentId: parent.id },
    });
  }
}

/** A command repeated by the same person that finds its own result gives that result again: all that matches lies in it. */
async function findOwn(
  tx: Transaction,
  viewer: Viewer,
  {
    parent,
    name,
    filter,
  }: { readonly parent: PortfolioEntity; readonly name: string; readonly filter: AccountFilter },
): Promise<PortfolioEntity | null> {
  const { sql, parameters } = filterSql(filter, { asOf: "$2::date", first: 6 });
  const [row] = await tx.query<{ id: Id }>(
    `SELECT p.id FROM portfolio p
     WHERE p.parent_id = $1 AND p.name = $3 AND p.created_by = $4 AND p.status = $5 AND $2::date IS NOT NULL
       AND EXISTS (SELECT FROM account a WHERE a.portfolio_id = p.id)
       AND NOT EXISTS (SELECT FROM account a WHERE a.portfolio_id = p.id AND (${sql}) IS NOT TRUE)
       AND NOT EXISTS (SELECT FROM account a WHERE a.portfolio_id = $1 AND ${sql}) LIMIT 1`,
    [parent.id, parent.asOf, name, viewer.actor.id, parent.status, ...parameters],
  );
  return row ? findPortfolio(tx.manager, row.id) : null;
}

async function moveAccounts(
  tx: Transaction,
  {
    parent,
    child,
    filter,
  }: { readonly parent: PortfolioEntity; readonly child: PortfolioEntity; readonly filter: AccountFilter },
): Promise<number> {
  const { sql, parameters } = filterSql(filter, { asOf: "$3::date", first: 4 });
  const [row] = await tx.query<{ moved: number }>(
    `WITH moved AS (
      UPDATE account a SET portfolio_id = $2 WHERE a.portfolio_id = $1 AND $3::date IS NOT NULL AND ${sql} RETURNING 1)
    SELECT count(*)::int AS moved FROM moved`,
    [parent.id, child.id, parent.asOf, ...parameters],
  );
  return row?.moved ?? 0;
}
