import type { Viewer } from "../platform/access/viewer";
import { badUserInput } from "../platform/errors";
import { readText } from "../platform/free-text";
import { hidden } from "../platform/journal/hidden";
import type { CurrencyCode } from "../platform/money";
import type { CalendarDate } from "../platform/time";
import { PortfolioStatus, type AssetClass } from "./domain/portfolio";
import { EARLIEST_AS_OF } from "./domain/screening-rules";
import type { PortfolioEntity } from "./portfolio.entity";
import { insertPortfolio } from "./portfolio.store";
import type { PortfolioPorts } from "./ports";

export const LONGEST_NAME = 200;

/** A new portfolio of the caller's organization, without accounts. */
export class CreatePortfolio {
  constructor(private readonly ports: PortfolioPorts) {}

  async run(
    viewer: Viewer,
    input: {
      readonly name: string;
      readonly assetClass: AssetClass;
      readonly currency: CurrencyCode;
      readonly asOf: CalendarDate;
    },
  ): Promise<PortfolioEntity> {
    const name = readText(input.name, ["input", "name"], LONGEST_NAME);
    if (input.asOf < EARLIEST_AS_OF)
      throw badUserInput(`The cut-off is ${EARLIEST_AS_OF} or later.`, ["input", "asOf"]);
    return this.ports.transactions.run(async (tx) => {
      const { id: sellerId } = viewer.organization;
      const portfolio: PortfolioEntity = {
        id: this.ports.identifiers.next(),
        sellerId,
        parentId: null,
        name,
        assetClass: input.assetClass,
        currency: input.currency,
        asOf: input.asOf,
        status: PortfolioStatus.DRAFT,
        movedBy: viewer.actor.id,
        attempt: 1,
        accountCount: 0,
        faceValue: 0n,
        bookValue: null,
        personalDataErasedAt: null,
        createdBy: viewer.actor.id,
        createdAt: await tx.now(),
      };
      await insertPortfolio(tx, portfolio);
      const { assetClass, currency, asOf } = portfolio;
      await this.ports.journal.append(tx, {
        stream: portfolio.id,
        kind: "PORTFOLIO",
        type: "PortfolioCreated",
        actor: viewer.actor,
        data: { name: hidden(name, sellerId), assetClass, currency, asOf, parentId: null },
      });
      return portfolio;
    });
  }
}
