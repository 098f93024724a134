import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { PortfolioType } from "../portfolio";
import type { LoaderFactory, RequestContext } from "../platform/context";
import type { Id } from "../platform/ids";
import type { StrategicPortfolioEntity } from "./strategic-portfolio.entity";
import { markView, StrategicMarkType } from "./strategic-portfolio.graphql";

/** What this stage adds to a portfolio. */
@Resolver(() => PortfolioType)
export class PortfolioStrategyResolver {
  constructor(private readonly marks: LoaderFactory<Id, StrategicPortfolioEntity | null>) {}

  @FieldResolver(() => StrategicMarkType, {
    nullable: true,
    description: "That its seller holds it to be strategic; null when not, and for everybody but the seller.",
  })
  async strategicMark(
    @Root() { id, sellerId }: PortfolioType,
    @Ctx() context: RequestContext,
  ): Promise<StrategicMarkType | null> {
    const isForSeller = context.viewer?.organization.id === sellerId;
    const mark = isForSeller ? await context.load(this.marks).load(id) : null;
    return mark && markView(mark);
  }
}
