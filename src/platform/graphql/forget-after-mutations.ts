import { defaultFieldResolver, type GraphQLSchema } from "graphql";
import type { RequestContext } from "../context";

const forgetful = new WeakSet<GraphQLSchema>();

/**
 * A mutation changes what the request's loaders have read before it: its own result, and the mutations that follow it in
 * the same document, read anew. The fields of Mutation run one after the other, so nobody else is reading meanwhile.
 */
export function forgetAfterMutations(schema: GraphQLSchema): void {
  if (forgetful.has(schema)) return;
  forgetful.add(schema);
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const resolve = field.resolve ?? defaultFieldResolver;
    field.resolve = async (source, args, context: RequestContext, info) => {
      const result: unknown = await resolve(source, args, context, info);
      context.forget();
      return result;
    };
  }
}
