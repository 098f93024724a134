import { createHash } from "node:crypto";
import { buildSchema } from "graphql";
import { Documents, findOperation } from "../../../src/platform/graphql/documents";
import { DEFAULT_LIMITS } from "../../../src/platform/settings-limits";

const schema = buildSchema(`
  scalar Decimal
  input Bid { where: ID amount: Decimal limits: [Bid!] }
  type Query { a: Int b: Int }
  type Mutation { bid(input: Bid!): Int }`);
const newDocuments = () => new Documents(schema, DEFAULT_LIMITS, { development: false });

function known(documents: Documents, text: string) {
  const read = documents.read(text);
  if (read.kind !== "known") throw new Error("The document was refused");
  return read.document;
}

describe("the store of documents", () => {
  it("parses a document once while it is used", () => {
    const documents = newDocuments();
    const first = known(documents, "{ a }");
    expect(known(documents, "{ a }")).toBe(first);
  });

  it("forgets the documents that were not used for longest, and never a pinned one", () => {
    const documents = newDocuments();
    documents.pin("query Pinned { a }");
    const [pinned, used, unused] = ["query Pinned { a }", "{ a }", "{ b }"].map((text) =>
      known(documents, text),
    );
    const padding = " ".repeat(1_000_000);
    for (let count = 0; count < 40; count += 1) {
      known(documents, `query Q${count} { a }${padding}`);
      known(documents, "{ a }");
    }
    expect(known(documents, "query Pinned { a }")).toBe(pinned);
    expect(known(documents, "{ a }")).toBe(used);
    expect(known(documents, "{ b }")).not.toBe(unused);
  });

  it("keeps no document that it refused", async () => {
    const documents = newDocuments();
    expect(documents.read("{ c }").kind).toBe("refused");
    expect(documents.read("{ c }").kind).toBe("refused");
    expect(await documents.forApollo.get("schema:anything")).toBeUndefined();
  });

  it.each([
    'mutation { bid(input: { amount: "500.00" }) }',
    'mutation ($amount: Decimal = "500.00") { bid(input: { amount: $amount }) }',
    'mutation ($where: ID!) { bid(input: { where: $where, limits: [{ amount: "500.00" }] }) }',
  ])("keeps no document that writes an amount down: %s", async (text) => {
    const documents = newDocuments();
    expect(known(documents, text)).not.toBe(known(documents, text));
    const hash = createHash("sha256").update(text).digest("hex");
    expect(await documents.forApollo.get(`schema:${hash}`)).toBeUndefined();
  });

  it("keeps a document that takes its amount as a variable, whatever else it writes down", () => {
    const documents = newDocuments();
    const text = 'mutation ($amount: Decimal) { bid(input: { amount: $amount, where: "500.00" }) }';
    expect(known(documents, text)).toBe(known(documents, text));
  });

  it("does not start with a pinned document that breaks a rule", () => {
    expect(() => newDocuments().pin("{ c }")).toThrow("A pinned document breaks a rule");
  });

  it("names operations of pinned documents only, so that labels cannot pile up", () => {
    const documents = newDocuments();
    documents.pin("query Pinned { a }");
    expect(known(documents, "query Pinned { a }").operations[0]?.label).toBe("Pinned");
    expect(known(documents, "query Somebodys { a }").operations[0]?.label).toBe("other");
  });

  it("finds the operation that a request names, or the only one", () => {
    const documents = newDocuments();
    const two = known(documents, "query A { a } query B { b }");
    expect(findOperation(two, "B")?.node.name?.value).toBe("B");
    expect(findOperation(two)).toBeNull();
    expect(findOperation(two, "C")).toBeNull();
    expect(findOperation(known(documents, "{ a }"), null)?.node.operation).toBe("query");
  });
});
