import { CriticalityLevel, diff, DiffRule } from "@graphql-inspector/core";
import {
  buildASTSchema,
  GraphQLDeprecatedDirective,
  parse,
  visit,
  type ConstDirectiveNode,
  type GraphQLSchema,
} from "graphql";

/** What the next schema takes away that the previous one promised: each change in a sentence. */
export async function breakingChanges(previous: string, next: GraphQLSchema): Promise<string[]> {
  const changes = await diff(promises(previous), next, [DiffRule.safeUnreachable]);
  return changes
    .filter((change) => change.criticality.level === CriticalityLevel.Breaking)
    .map((change) => change.message);
}

/** A schema without what it has deprecated: that was told to be going, and so were types that nothing else leads to. */
function promises(text: string): GraphQLSchema {
  const dropDeprecated = (node: { readonly directives?: readonly ConstDirectiveNode[] }) =>
    node.directives?.some(({ name }) => name.value === GraphQLDeprecatedDirective.name) ? null : undefined;
  const document = visit(parse(text), {
    FieldDefinition: dropDeprecated,
    InputValueDefinition: dropDeprecated,
    EnumValueDefinition: dropDeprecated,
  });
  return buildASTSchema(document, { assumeValid: true });
}
