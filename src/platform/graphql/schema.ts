import type { GraphQLSchema } from "graphql";
import { buildSchemaSync, type ClassType, type NonEmptyArray } from "type-graphql";
import { completeDescriptions } from "./descriptions";
import { connectSources } from "./sources";

/** type-graphql asks for one wherever there is a subscription; every subscription here has a source of its own. */
const NO_PUB_SUB = {
  publish: () => undefined,
  subscribe: (): never => {
    throw new Error("A subscription must name its source: @Subscription({ subscribe })");
  },
};

/** The schema of these resolvers, which are instances. Inputs are checked by scalars and use cases. */
export function buildRecoupSchema(resolvers: readonly object[]): GraphQLSchema {
  const instances = new Map(resolvers.map((resolver) => [resolver.constructor as ClassType, resolver]));
  const schema = buildSchemaSync({
    resolvers: [...instances.keys()] as unknown as NonEmptyArray<ClassType>,
    container: { get: (type: ClassType) => instances.get(type) },
    validate: false,
    pubSub: NO_PUB_SUB,
  });
  return completeDescriptions(connectSources(schema, resolvers));
}
