import { buildSchema } from "graphql";
import { Documents } from "../../../src/platform/graphql/documents";
import { groupKey } from "../../../src/platform/graphql/group-key";
import { DEFAULT_LIMITS } from "../../../src/platform/settings-limits";

const schema = buildSchema(`
  type Query { a: Int }
  type Event { items(after: String): Int }
  type Subscription { events(after: String, id: ID): Event }
`);
const documents = new Documents(schema, DEFAULT_LIMITS, { development: false });

function key(text: string, variables: Record<string, unknown>): string {
  const read = documents.read(text);
  if (read.kind !== "known") throw new Error("The document was refused");
  return groupKey(read.document, read.document.operations[0]!, variables);
}

describe("the group of a subscriber", () => {
  const text = "subscription($after: String, $id: ID) { events(after: $after, id: $id) { items } }";

  it("does not depend on where the subscriber starts", () => {
    expect(key(text, { id: "1", after: "a" })).toBe(key(text, { id: "1", after: "b" }));
    expect(key(text, { id: "1" })).toBe(key(text, { id: "1", after: "b" }));
  });

  it("depends on every other variable, and on the document", () => {
    expect(key(text, { id: "1" })).not.toBe(key(text, { id: "2" }));
    expect(key(`${text} `, { id: "1" })).not.toBe(key(text, { id: "1" }));
  });

  it("depends on a cursor that the result uses, too", () => {
    const uses = "subscription($after: String) { events(after: $after) { items(after: $after) } }";
    expect(key(uses, { after: "a" })).not.toBe(key(uses, { after: "b" }));
  });

  it("depends on an `after` of a fragment", () => {
    const uses = "subscription($c: String) { events { ...F } } fragment F on Event { items(after: $c) }";
    expect(key(uses, { c: "a" })).not.toBe(key(uses, { c: "b" }));
  });
});
