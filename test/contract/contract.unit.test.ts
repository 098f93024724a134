import { readFileSync } from "node:fs";
import { buildSchema, isObjectType, isUnionType, type GraphQLSchema } from "graphql";
import { breakingChanges } from "../../schema/breaking-changes";
import { elementsOf, ownTypes } from "./elements";

const contract = readFileSync("test/contract/contract.graphql", "utf8");
const schema = buildSchema(readFileSync("schema/schema.graphql", "utf8"));

/** All that a program which was not written here may rely on, a line each. */
function promisesOf(each: GraphQLSchema): string[] {
  const families = ownTypes(each).flatMap((type) => {
    if (isUnionType(type)) return type.getTypes().map((member) => `${member.name} is in ${type.name}`);
    if (isObjectType(type)) return type.getInterfaces().map((face) => `${type.name} is a ${face.name}`);
    return [];
  });
  return [...elementsOf(each).map(({ name, type }) => `${name}: ${type}`), ...families];
}

describe("the schema, for programs that were not written here,", () => {
  it("has every name, type, nullability and default of the contract", () => {
    const promises = new Set(promisesOf(schema));
    expect(promisesOf(buildSchema(contract)).filter((promise) => !promises.has(promise))).toEqual([]);
  });

  it("asks for nothing that the contract does not ask for", async () => {
    expect(await breakingChanges(contract, schema)).toEqual([]);
  });
});
