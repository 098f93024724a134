import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { buildSchema, Kind, parse, validate } from "graphql";
import * as client from "../../src/client";

const FOLDER = "schema/operations";
const schema = buildSchema(readFileSync("schema/schema.graphql", "utf8"));
const files = readdirSync(FOLDER).map((name) => ({
  name,
  document: parse(readFileSync(path.join(FOLDER, name), "utf8")),
}));
const operations = files.flatMap(({ document }) =>
  document.definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION ? [definition.name?.value ?? "unnamed"] : [],
  ),
);

const exported = new Map<string, unknown>(Object.entries(client));

describe("the operations of schema/operations", () => {
  it.each(files)("$name is valid", ({ document }) => {
    expect(validate(schema, document)).toEqual([]);
  });

  it("have names, each its own", () => {
    expect(operations).not.toContain("unnamed");
    expect(operations).toEqual([...new Set(operations)]);
  });

  it.each(operations)("%s is in the client", (name) => {
    const document = exported.get(`${name}Document`);
    expect(document).toBeInstanceOf(client.TypedDocumentString);
    expect(validate(schema, parse(String(document)))).toEqual([]);
  });
});
