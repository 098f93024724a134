import {
  getNamedType,
  isAbstractType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  type GraphQLArgument,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from "graphql";

/** A selection of all that a type has, and of what it leads to so many levels deep: new fields are in it by themselves. */
export function everythingOf(schema: GraphQLSchema, type: GraphQLNamedType, levels: number): string {
  if (isAbstractType(type)) {
    const parts = schema
      .getPossibleTypes(type)
      .map((one) => `... on ${one.name} ${fieldsOf(schema, one, levels)}`);
    return `{ __typename ${parts.join(" ")} }`;
  }
  if (isLeafType(type)) return "";
  if (!isObjectType(type)) throw new Error(`${type.name} has no fields`);
  return fieldsOf(schema, type, levels);
}

/** Arguments that a field needs, with some value each; those in `given` are left to the caller. */
export function argumentsOf(
  args: readonly GraphQLArgument[],
  given: Readonly<Record<string, string>> = {},
): string {
  const needed = args.filter((arg) => arg.name in given || isRequiredArgument(arg));
  if (needed.length === 0) return "";
  return `(${needed.map((arg) => `${arg.name}: ${given[arg.name] ?? someValueOf(arg)}`).join(", ")})`;
}

function fieldsOf(schema: GraphQLSchema, type: GraphQLObjectType, levels: number): string {
  const selections = Object.values(type.getFields()).flatMap(({ name, args, type: result }) => {
    const named = getNamedType(result);
    if (isLeafType(named)) return [`${name}${argumentsOf(args)}`];
    // A list's page and its edges are one step with what they hold.
    const below = isOfPage(type) ? levels : levels - 1;
    return below < 0 ? [] : [`${name}${argumentsOf(args)} ${everythingOf(schema, named, below)}`];
  });
  return `{ __typename ${selections.join(" ")} }`;
}

function isOfPage({ name }: GraphQLNamedType): boolean {
  return name.endsWith("Connection") || name.endsWith("Edge");
}

function someValueOf({ name, type }: GraphQLArgument): string {
  const inner = getNamedType(type);
  const [value] = isEnumType(inner) ? inner.getValues() : [];
  if (!value) throw new Error(`Nobody has said what to send as ${name}`);
  return isListType(isNonNullType(type) ? type.ofType : type) ? `[${value.name}]` : value.name;
}
