import { Kind, visit, type OperationDefinitionNode } from "graphql";
import type { KnownDocument, KnownOperation } from "./documents";

/** What subscribers must share to share results: document, operation and the variables that results can depend on. */
export function groupKey(
  document: KnownDocument,
  operation: KnownOperation,
  variables: Readonly<Record<string, unknown>>,
): string {
  const cursors = cursorVariables(document, operation.node);
  const relevant = (operation.node.variableDefinitions ?? [])
    .map((definition) => definition.variable.name.value)
    .filter((name) => !cursors.has(name))
    .map((name) => [name, variables[name]]);
  return JSON.stringify([document.text, operation.node.name?.value ?? null, relevant]);
}

/** Variables that only say where a subscription starts: used as the `after` of its root field and nowhere else. */
function cursorVariables(document: KnownDocument, operation: OperationDefinitionNode): ReadonlySet<string> {
  const cursors = new Set<string>();
  for (const field of operation.selectionSet.selections) {
    const after =
      field.kind === Kind.FIELD && field.arguments?.find((argument) => argument.name.value === "after");
    if (after && after.value.kind === Kind.VARIABLE) cursors.add(after.value.name.value);
  }
  const uses = new Map<string, number>();
  visit(document.node, {
    VariableDefinition: () => false,
    Variable: (node) => void uses.set(node.name.value, (uses.get(node.name.value) ?? 0) + 1),
  });
  return new Set([...cursors].filter((name) => uses.get(name) === 1));
}
