import { getNamedType, type GraphQLSchema } from "graphql";

/**
 * Describes what decorators leave undescribed: the root types, which type-graphql makes itself, and a mutation's `input`,
 * which its input type has described already.
 */
export function completeDescriptions(schema: GraphQLSchema): GraphQLSchema {
  const [query, mutation, subscription] = [
    schema.getQueryType(),
    schema.getMutationType(),
    schema.getSubscriptionType(),
  ];
  if (query) query.description = "What can be read. Each field says which roles may.";
  if (mutation) mutation.description = "What can be done. Each answers with its success or a Refusal.";
  if (subscription) subscription.description = "What can be watched, over a WebSocket.";
  for (const field of Object.values(mutation?.getFields() ?? {})) {
    for (const argument of field.args) argument.description ||= getNamedType(argument.type).description;
  }
  return schema;
}
