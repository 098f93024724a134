import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from "type-graphql";
import type { LoaderFactory, RequestContext } from "../platform/context";
import type { Cursors } from "../platform/cursors";
import { badUserInput } from "../platform/errors";
import { PageArgs, readPage, toConnection, type Connection } from "../platform/graphql/connections";
import { MoneyType, optionalMoneyView } from "../platform/graphql/money";
import type { Id } from "../platform/ids";
import { SegmentDimension, type Segment as SegmentTotals } from "./domain/segments";
import type { PortfolioReader } from "./portfolio-reader";
import type { PortfolioEntity } from "./portfolio.entity";
import { PortfolioConnection, PortfolioFilter, PortfolioType, Segment } from "./portfolio.graphql";
import { segmentsKey } from "./portfolio.loaders";
import { MAY_READ_PORTFOLIOS, seesAsSeller } from "./portfolio.policy";
import { portfolioView, screeningView, segmentView } from "./portfolio.views";
import { Screening } from "./screening/screening.graphql";
import type { FullScreening } from "./screening/screening.store";

export interface PortfolioResolverPorts {
  readonly reader: PortfolioReader;
  readonly cursors: Cursors;
  readonly portfolios: LoaderFactory<Id, PortfolioEntity | null>;
  readonly screenings: LoaderFactory<Id, FullScreening | null>;
  readonly segments: LoaderFactory<string, readonly SegmentTotals[]>;
}

/** Looking at portfolios. */
@Resolver(() => PortfolioType)
export class PortfolioResolver {
  constructor(private readonly ports: PortfolioResolverPorts) {}

  @Query(() => PortfolioType, {
    nullable: true,
    description: "A portfolio of one's own, or one offered in an auction that one was invited to.",
  })
  async portfolio(
    @Arg("id", () => ID, { description: "The portfolio." }) id: Id,
    @Ctx() context: RequestContext,
  ): Promise<PortfolioType> {
    return portfolioView(await this.ports.reader.require(context.require(...MAY_READ_PORTFOLIOS), id));
  }

  @Query(() => PortfolioConnection, {
    description: "A seller's own portfolios, or those offered to a firm; the oldest first.",
  })
  async portfolios(
    @Arg("filter", () => PortfolioFilter, { nullable: true, description: "Which." })
    filter: PortfolioFilter | null,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: RequestContext,
  ): Promise<Connection<PortfolioType>> {
    const { cursors, reader } = this.ports;
    const viewer = context.require(...MAY_READ_PORTFOLIOS);
    const page = readPage(cursors, "portfolios", args);
    const { status = null, assetClass = null, nameContains = null } = filter ?? {};
    return toConnection(await reader.list(viewer, { status, assetClass, nameContains }, page), page, {
      node: portfolioView,
      cursor: ({ id }) => cursors.writeKey("portfolios", [id]),
    });
  }

  @FieldResolver(() => MoneyType, {
    nullable: true,
    description:
      "What the books carry for these accounts, net of allowance; null where it is not known of each. For the seller.",
  })
  bookValue(@Root() portfolio: PortfolioType, @Ctx() context: RequestContext): MoneyType | null {
    if (!seesAsSeller(context.viewer, portfolio)) return null;
    return optionalMoneyView(portfolio.bookValueMinor, portfolio.currency);
  }

  @FieldResolver(() => PortfolioType, {
    nullable: true,
    description: "The portfolio from which it was carved out. For the seller.",
  })
  async parent(
    @Root() portfolio: PortfolioType,
    @Ctx() context: RequestContext,
  ): Promise<PortfolioType | null> {
    if (portfolio.parentId === null || !seesAsSeller(context.viewer, portfolio)) return null;
    const parent = await context.load(this.ports.portfolios).load(portfolio.parentId);
    return parent && portfolioView(parent);
  }

  @FieldResolver(() => Screening, {
    nullable: true,
    description: "What the rules say of its accounts; null before it is screened. For the seller.",
  })
  async screening(
    @Root() portfolio: PortfolioType,
    @Ctx() context: RequestContext,
  ): Promise<Screening | null> {
    if (!seesAsSeller(context.viewer, portfolio)) return null;
    const full = await context.load(this.ports.screenings).load(portfolio.id);
    return full && screeningView(full, portfolio.currency);
  }

  @FieldResolver(() => [Segment], {
    description: "Its accounts (the eligible ones, once it is screened), grouped by every combination.",
  })
  async segments(
    @Root() { id: portfolioId, currency }: PortfolioType,
    @Arg("by", () => [SegmentDimension], {
      description: "By what to group, each once; by nothing: one group.",
    })
    by: SegmentDimension[],
    @Ctx() context: RequestContext,
  ): Promise<Segment[]> {
    if (new Set(by).size < by.length) throw badUserInput("Name each dimension once.", ["by"]);
    const segments = await context.load(this.ports.segments).load(segmentsKey(portfolioId, by));
    return segments.map((segment) => segmentView(segment, currency));
  }
}
