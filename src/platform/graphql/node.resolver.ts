import { Arg, Ctx, ID, Query, Resolver } from "type-graphql";
import type { RequestContext } from "../context";
import { notFound } from "../errors";
import { isId, type Id } from "../ids";
import { Node } from "./node";

/** A stage's objects by id, as far as the caller may see them; null for everything else. */
export type FindNode = (context: RequestContext, id: Id) => Promise<Node | null>;

@Resolver()
export class NodeResolver {
  constructor(private readonly finders: readonly FindNode[]) {}

  @Query(() => Node, {
    nullable: true,
    description:
      "Any object that the caller may see; NOT_FOUND alike for what is not there and what is not theirs. A firm's id is a " +
      "Buyer's to the firm and to its sellers, and an Organization's to the operator.",
  })
  async node(
    @Arg("id", () => ID, { description: "The object's id." }) id: Id,
    @Ctx() context: RequestContext,
  ): Promise<Node> {
    context.require();
    if (!isId(id)) throw notFound();
    for (const find of this.finders) {
      const found = await find(context, id);
      if (found) return found;
    }
    throw notFound();
  }
}
