import { readFileSync } from "node:fs";
import {
  buildSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  type GraphQLNamedType,
} from "graphql";
import { breakingChanges } from "../../schema/breaking-changes";

const schema = buildSchema(readFileSync("schema/schema.graphql", "utf8"));
const types = Object.values(schema.getTypeMap()).filter(
  (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
);

interface Element {
  readonly name: string;
  readonly description?: string | null | undefined;
  readonly deprecationReason?: string | null | undefined;
}

/** A type and everything in it, each by its whole name. */
function elementsOf(type: GraphQLNamedType): Element[] {
  const inside = (parent: string, parts: readonly Element[]) =>
    parts.map((part) => ({ ...part, name: `${parent}.${part.name}` }));
  if (isEnumType(type)) return [type, ...inside(type.name, type.getValues())];
  if (isInputObjectType(type)) return [type, ...inside(type.name, Object.values(type.getFields()))];
  if (!isObjectType(type) && !isInterfaceType(type)) return [type];
  const fields = Object.values(type.getFields());
  const args = fields.flatMap((field) => inside(`${type.name}.${field.name}`, field.args));
  return [type, ...inside(type.name, fields), ...args];
}

const elements = types.flatMap(elementsOf);

describe("the schema", () => {
  it("describes every type, field, argument and value", () => {
    expect(elements.filter(({ description }) => !description?.trim()).map(({ name }) => name)).toEqual([]);
  });

  it("says until when it keeps what it deprecates", () => {
    const dateless = elements.filter(
      ({ deprecationReason: reason }) => reason && !/\d{4}-\d{2}-\d{2}/.test(reason),
    );
    expect(dateless.map(({ name }) => name)).toEqual([]);
  });

  it("keeps what clients that were not written here are built on", async () => {
    expect(await breakingChanges(readFileSync("test/contract/contract.graphql", "utf8"), schema)).toEqual([]);
  });
});
