import type { GraphQLSchema } from "graphql";
import { buildSchemaSync, type BuildSchemaOptions, type ContainerType } from "type-graphql";

/** type-graphql asks for one wherever there is a subscription; every subscription here has a source of its own. */
const NO_PUB_SUB = {
  publish: () => undefined,
  subscribe: (): never => {
    throw new Error("A subscription must name its source: @Subscription({ subscribe })");
  },
};

/** The schema of these resolvers, whose instances come from the container. Inputs are checked by scalars and use cases. */
export function buildRecoupSchema(
  resolvers: BuildSchemaOptions["resolvers"],
  container: ContainerType,
): GraphQLSchema {
  return buildSchemaSync({ resolvers, container, validate: false, pubSub: NO_PUB_SUB });
}
