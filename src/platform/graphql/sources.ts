import type { GraphQLSchema } from "graphql";
import type { RequestContext } from "../context";

/** Where a subscription's items come from. type-graphql's own option knows no instance, so resolvers name theirs here. */
export type SubscriptionSource = (
  args: never,
  context: RequestContext,
) => Promise<AsyncIterable<unknown>> | AsyncIterable<unknown>;

/** A resolver with subscriptions: one source each, by the subscription's name. */
export interface HasSources {
  readonly sources: Readonly<Record<string, SubscriptionSource>>;
}

/** What `@Subscription({ subscribe })` is given: `connectSources` puts the resolver's own in its place. */
export function fromSources(): never {
  throw new Error("A subscription was not connected to its source");
}

/** Gives every subscription of the schema its source; refuses one without. */
export function connectSources(schema: GraphQLSchema, resolvers: readonly object[]): GraphQLSchema {
  const sources = new Map(
    resolvers.flatMap((resolver) =>
      "sources" in resolver ? Object.entries((resolver as HasSources).sources) : [],
    ),
  );
  for (const field of Object.values(schema.getSubscriptionType()?.getFields() ?? {})) {
    const source = sources.get(field.name);
    if (!source) throw new Error(`The subscription ${field.name} has no source`);
    field.subscribe = (_root, args, context: RequestContext) => source(args as never, context);
  }
  return schema;
}
