import { BREAK, GraphQLError, type OperationDefinitionNode, type ValidationRule } from "graphql";
import type { Limits } from "../settings-limits";
import { measureOperations, type OperationSize } from "./operation-size";

/** Refuses documents that ask for too much (api.md, "Limits"). A rule of validation, the same on both transports. */
export function limitsRule(limits: Limits): ValidationRule {
  return (context) => ({
    Document(document) {
      for (const [operation, size] of measureOperations(context.getSchema(), document))
        for (const error of excesses(operation, size, limits)) context.reportError(error);
      return BREAK;
    },
  });
}

function excesses(operation: OperationDefinitionNode, size: OperationSize, limits: Limits): GraphQLError[] {
  const checks: readonly (readonly [what: string, found: number, most: number])[] = [
    ["depth", size.depth, limits.depth],
    ["introspection depth", size.introspectionDepth, limits.introspectionDepth],
    ["aliases and repeated fields", size.aliases, limits.aliases],
    ["root fields", size.rootFields, limits.rootFields],
    ["placeBid fields", size.bids, limits.bidsPerOperation],
    ["cost", size.cost, limits.cost],
  ];
  return checks
    .filter(([, found, most]) => found > most)
    .map(
      ([what, , most]) =>
        new GraphQLError(`The operation asks for too much: at most ${most} ${what}.`, { nodes: operation }),
    );
}
