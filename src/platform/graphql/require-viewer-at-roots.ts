import { defaultFieldResolver, type GraphQLFieldResolver, type GraphQLSchema } from "graphql";
import { requireViewer } from "../access/require";
import type { RequestContext } from "../context";

type Resolver = GraphQLFieldResolver<unknown, RequestContext>;

const guarded = new WeakSet<GraphQLSchema>();

/**
 * Makes every field of Query, Mutation and Subscription answer UNAUTHENTICATED to whoever sent no credential, so that no
 * resolver can forget it. A subscription's events are executed for an audience and not for a caller: its start is guarded.
 */
export function requireViewerAtRoots(schema: GraphQLSchema): void {
  if (guarded.has(schema)) return;
  guarded.add(schema);
  for (const root of [schema.getQueryType(), schema.getMutationType()])
    for (const field of Object.values(root?.getFields() ?? {}))
      field.resolve = guard(field.resolve ?? defaultFieldResolver);
  for (const field of Object.values(schema.getSubscriptionType()?.getFields() ?? {}))
    field.subscribe = guard(field.subscribe ?? defaultFieldResolver);
}

function guard(resolve: Resolver): Resolver {
  return (source, args, context, info) => {
    requireViewer(context.viewer);
    return resolve(source, args, context, info);
  };
}
