import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import { ActorType } from "../platform/access/access.graphql";
import { Role } from "../platform/access/viewer";
import type { LoaderFactory, RequestContext } from "../platform/context";
import type { Id } from "../platform/ids";
import { isRefusal, type OrRefusal } from "../platform/refusal";
import type { MarkPortfolioStrategic } from "./mark-portfolio-strategic";
import {
  MarkPortfolioStrategicInput,
  MarkPortfolioStrategicResult,
  markView,
  StrategicMarkType,
  UnmarkPortfolioStrategicInput,
  UnmarkPortfolioStrategicResult,
} from "./strategic-portfolio.graphql";
import type { UnmarkPortfolioStrategic } from "./unmark-portfolio-strategic";

export interface StrategicPortfolioResolverPorts {
  readonly actors: LoaderFactory<Id, ActorType>;
  readonly markPortfolioStrategic: MarkPortfolioStrategic;
  readonly unmarkPortfolioStrategic: UnmarkPortfolioStrategic;
}

@Resolver(() => StrategicMarkType)
export class StrategicPortfolioResolver {
  constructor(private readonly ports: StrategicPortfolioResolverPorts) {}

  @Mutation(() => MarkPortfolioStrategicResult, {
    nullable: true,
    description: "Says that a portfolio's sale is strategic. For COMPLIANCE and EXECUTIVE.",
  })
  async markPortfolioStrategic(
    @Arg("input", () => MarkPortfolioStrategicInput, { description: "Which, and why." })
    input: MarkPortfolioStrategicInput,
    @Ctx() context: RequestContext,
  ): Promise<OrRefusal<StrategicMarkType>> {
    const viewer = context.require(Role.COMPLIANCE, Role.EXECUTIVE);
    const mark = await this.ports.markPortfolioStrategic.run(viewer, input);
    return isRefusal(mark) ? mark : markView(mark);
  }

  @Mutation(() => UnmarkPortfolioStrategicResult, {
    nullable: true,
    description:
      "Takes back that a portfolio's sale is strategic; another person than who said so. For EXECUTIVE.",
  })
  async unmarkPortfolioStrategic(
    @Arg("input", () => UnmarkPortfolioStrategicInput, { description: "Which, and why." })
    input: UnmarkPortfolioStrategicInput,
    @Ctx() context: RequestContext,
  ): Promise<OrRefusal<StrategicMarkType>> {
    const viewer = context.require(Role.EXECUTIVE);
    const mark = await this.ports.unmarkPortfolioStrategic.run(viewer, input);
    return isRefusal(mark) ? mark : markView(mark);
  }

  @FieldResolver(() => ActorType, { description: "Who marked it." })
  markedBy(@Root() { markerId }: StrategicMarkType, @Ctx() context: RequestContext): Promise<ActorType> {
    return context.load(this.ports.actors).load(markerId);
  }

  @FieldResolver(() => ActorType, { nullable: true, description: "Who took it back; null while it holds." })
  async unmarkedBy(
    @Root() { unmarkerId }: StrategicMarkType,
    @Ctx() context: RequestContext,
  ): Promise<ActorType | null> {
    return unmarkerId === null ? null : context.load(this.ports.actors).load(unmarkerId);
  }
}
