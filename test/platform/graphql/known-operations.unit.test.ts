import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { buildSchema } from "graphql";
import { Documents } from "../../../src/platform/graphql/documents";
import { DEFAULT_LIMITS } from "../../../src/platform/settings-limits";

const SCHEMA = path.join(__dirname, "../../../schema/schema.graphql");
const OPERATIONS = path.join(__dirname, "../../../schema/operations");

describe("the operations that users run", () => {
  // The size of a page is a variable in them, which counts as 100.
  (existsSync(SCHEMA) ? it : it.skip)("are within the limits, for pages of 100", () => {
    const schema = buildSchema(readFileSync(SCHEMA, "utf8"));
    const documents = new Documents(schema, DEFAULT_LIMITS, { development: false });
    const names = readdirSync(OPERATIONS);
    const kinds = names.map((name) => [
      name,
      documents.read(readFileSync(path.join(OPERATIONS, name), "utf8")).kind,
    ]);
    expect(kinds).toEqual(names.map((name) => [name, "known"]));
  });
});
