import { Ctx, Query, Resolver } from "type-graphql";
import type { RequestContext } from "../context";
import { viewerView, ViewerType } from "./access.graphql";

@Resolver()
export class ViewerResolver {
  @Query(() => ViewerType, {
    description: "Whose credential this is, and what it may do. For every credential.",
  })
  viewer(@Ctx() context: RequestContext): ViewerType {
    return viewerView(context.require());
  }
}
