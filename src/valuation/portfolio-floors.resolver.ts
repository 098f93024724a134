import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { PortfolioType } from "../portfolio";
import type { RequestContext } from "../platform/context";
import { FloorType, floorView } from "./floor.graphql";
import type { FloorLoader } from "./floor.loaders";
import { seesFloors } from "./floor.policy";

/** What this stage adds to a portfolio. */
@Resolver(() => PortfolioType)
export class PortfolioFloorsResolver {
  constructor(private readonly floors: FloorLoader) {}

  @FieldResolver(() => FloorType, {
    nullable: true,
    description: "The approved floor that holds. The seller's; null for everybody else.",
  })
  async currentFloor(
    @Root() portfolio: PortfolioType,
    @Ctx() context: RequestContext,
  ): Promise<FloorType | null> {
    if (!seesFloors(context.viewer, portfolio)) return null;
    const { approved } = await context.load(this.floors).load(portfolio.id);
    return approved && floorView(approved);
  }

  @FieldResolver(() => FloorType, {
    nullable: true,
    description: "The floor that waits for another person's decision. The seller's; null for everybody else.",
  })
  async proposedFloor(
    @Root() portfolio: PortfolioType,
    @Ctx() context: RequestContext,
  ): Promise<FloorType | null> {
    if (!seesFloors(context.viewer, portfolio)) return null;
    const { proposed } = await context.load(this.floors).load(portfolio.id);
    return proposed && floorView(proposed);
  }
}
