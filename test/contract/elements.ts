import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLSchema,
} from "graphql";

/** A type, field, argument, input field or value of a schema. */
export interface Element {
  /** Its whole name: "Query.auction(id)". */
  readonly name: string;
  /** What it is of, with an argument's default: "ID!". Empty for a type or a value. */
  readonly type: string;
  readonly description: string | null | undefined;
  readonly deprecationReason?: string | null | undefined;
}

/** Everything in a schema that is the schema's own. */
export function elementsOf(schema: GraphQLSchema): Element[] {
  return ownTypes(schema).flatMap((type) => [
    { name: type.name, type: "", description: type.description },
    ...partsOf(type),
  ]);
}

export function ownTypes(schema: GraphQLSchema): GraphQLNamedType[] {
  return Object.values(schema.getTypeMap()).filter(
    (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
  );
}

function partsOf(type: GraphQLNamedType): Element[] {
  if (isEnumType(type)) {
    return type.getValues().map((value) => ({ ...value, name: `${type.name}.${value.name}`, type: "" }));
  }
  if (isInputObjectType(type)) {
    return Object.values(type.getFields()).map((field) => input(`${type.name}.${field.name}`, field));
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return Object.values(type.getFields()).flatMap((field) => {
    const name = `${type.name}.${field.name}`;
    const args = field.args.map((arg) => input(`${name}(${arg.name})`, arg));
    return [{ ...field, name, type: String(field.type) }, ...args];
  });
}

function input(name: string, { type, defaultValue, ...rest }: GraphQLArgument | GraphQLInputField): Element {
  const byDefault = defaultValue === undefined ? "" : ` = ${JSON.stringify(defaultValue)}`;
  return { ...rest, name, type: `${String(type)}${byDefault}` };
}
