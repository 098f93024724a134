import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import { ActorType } from "../platform/access/access.graphql";
import type { LoaderFactory, RequestContext } from "../platform/context";
import type { Id } from "../platform/ids";
import { isRefusal, type OrRefusal } from "../platform/refusal";
import type { DecideFloor } from "./decide-floor";
import {
  DecideFloorInput,
  DecideFloorResult,
  FloorType,
  floorView,
  ProposeFloorInput,
  ProposeFloorResult,
} from "./floor.graphql";
import { MAY_DECIDE_FLOORS, MAY_PROPOSE_FLOORS } from "./floor.policy";
import type { ProposeFloor } from "./propose-floor";

@Resolver(() => FloorType)
export class FloorResolver {
  constructor(
    private readonly proposing: ProposeFloor,
    private readonly deciding: DecideFloor,
    private readonly actors: LoaderFactory<Id, ActorType>,
  ) {}

  @Mutation(() => ProposeFloorResult, {
    nullable: true,
    description:
      "Proposes the least for which a portfolio may be sold; replaces a floor that waits. For FINANCE.",
  })
  async proposeFloor(
    @Arg("input", () => ProposeFloorInput) input: ProposeFloorInput,
    @Ctx() context: RequestContext,
  ): Promise<OrRefusal<FloorType>> {
    const floor = await this.proposing.run(context.require(...MAY_PROPOSE_FLOORS), input);
    return isRefusal(floor) ? floor : floorView(floor);
  }

  @Mutation(() => DecideFloorResult, {
    nullable: true,
    description: "Approves or rejects a floor that somebody else proposed. For FINANCE and EXECUTIVE.",
  })
  async decideFloor(
    @Arg("input", () => DecideFloorInput) input: DecideFloorInput,
    @Ctx() context: RequestContext,
  ): Promise<OrRefusal<FloorType>> {
    const floor = await this.deciding.run(context.require(...MAY_DECIDE_FLOORS), input);
    return isRefusal(floor) ? floor : floorView(floor);
  }

  @FieldResolver(() => ActorType, { description: "Who proposed it." })
  proposedBy(@Root() floor: FloorType, @Ctx() context: RequestContext): Promise<ActorType> {
    return context.load(this.actors).load(floor.proposerId);
  }

  @FieldResolver(() => ActorType, { nullable: true, description: "Who approved or rejected it." })
  async decidedBy(@Root() floor: FloorType, @Ctx() context: RequestContext): Promise<ActorType | null> {
    return floor.deciderId === null ? null : context.load(this.actors).load(floor.deciderId);
  }
}
