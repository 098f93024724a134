import { buildSchema, getIntrospectionQuery, parse } from "graphql";
import { measureOperations, type OperationSize } from "../../../src/platform/graphql/operation-size";

const schema = buildSchema(`
  type Query { thing: Thing things(first: Int): ThingConnection! list: [Thing!]! any: Any }
  type Mutation { placeBid(amount: Int): Thing }
  type Thing { id: ID name: String tags: [String!] parts: [Thing!]! things(first: Int): ThingConnection! }
  type Other { id: ID }
  union Any = Thing | Other
  type ThingEdge { cursor: ID node: Thing }
  type ThingConnection { edges: [ThingEdge!]! pageInfo: PageInfo! }
  type PageInfo { hasNextPage: Boolean }
`);

function size(query: string): OperationSize {
  const [only] = measureOperations(schema, parse(query)).values();
  if (!only) throw new Error("The document has no operation");
  return only;
}

describe("the size of an operation", () => {
  it("is as deep as its deepest field, fragments spread out", () => {
    expect(size("{ thing { id } }").depth).toBe(2);
    expect(
      size("{ thing { ...A } list { id } } fragment A on Thing { parts { ... on Thing { id } } }").depth,
    ).toBe(3);
  });

  it("counts the depth of introspection apart", () => {
    const introspection = size(getIntrospectionQuery());
    expect(introspection.depth).toBe(1);
    expect(introspection.introspectionDepth).toBeGreaterThan(10);
    expect(introspection.introspectionDepth).toBeLessThanOrEqual(20);
    expect(size("{ thing { id __typename } }").introspectionDepth).toBe(0);
    expect(size('{ ...A } fragment A on Query { __type(name: "A") { name } }').introspectionDepth).toBe(2);
  });

  it("counts aliases and repeated fields, each time that a fragment is spread", () => {
    expect(size("{ a: thing { b: id } }").aliases).toBe(2);
    expect(size("{ thing { id id id } }").aliases).toBe(2);
    expect(size("{ thing { ...A parts { ...A } } } fragment A on Thing { a: id }").aliases).toBe(2);
    expect(size("{ thing { id ...A ...A } } fragment A on Thing { id }").aliases).toBe(2);
  });

  it("does not count what the types of a union have in common as repeated", () => {
    expect(size("{ any { ... on Thing { id } ... on Other { id } } }").aliases).toBe(0);
  });

  it("counts root fields and bids through fragments", () => {
    const document = "mutation { ...A ...A } fragment A on Mutation { placeBid { id } }";
    expect(size(document)).toMatchObject({ rootFields: 2, bids: 2 });
  });

  it("costs one a field, times five below a list", () => {
    expect(size("{ thing { id name } }").cost).toBe(3);
    expect(size("{ list { id name } }").cost).toBe(1 + 5 * 2);
    expect(size("{ list { parts { id } tags } }").cost).toBe(1 + 5 * (1 + 5 * 1 + 1));
  });

  it("costs `first` times what is below a connection: its literal, else 100", () => {
    const below = 1 + 1 + 1 + 1 + 1; // edges, node, id, pageInfo, hasNextPage
    const document = (first: string) =>
      `query($n: Int) { things${first} { edges { node { id } } pageInfo { hasNextPage } } }`;
    expect(size(document("(first: 7)")).cost).toBe(1 + 7 * below);
    expect(size(document("(first: 0)")).cost).toBe(1 + 1 * below);
    expect(size(document("(first: $n)")).cost).toBe(1 + 100 * below);
    expect(size(document("")).cost).toBe(1 + 100 * below);
  });

  it("multiplies connections in connections", () => {
    const inner = 1 + 100 * 3;
    expect(size("{ things { edges { node { things { edges { node { id } } } } } } }").cost).toBe(
      1 + 100 * (2 + inner),
    );
  });

  it("does not multiply introspection: its lists are as long as the schema", () => {
    expect(size(getIntrospectionQuery()).cost).toBeLessThan(2_000);
  });

  it("adds fragments up once, however often they would be written out", () => {
    const fragments = Array.from(
      { length: 60 },
      (_, i) => `fragment F${i} on Thing { a: parts { ...F${i + 1} } b: parts { ...F${i + 1} } }`,
    );
    const huge = size(`{ thing { ...F0 } } ${fragments.join(" ")} fragment F60 on Thing { id }`);
    expect(huge.cost).toBeGreaterThan(1e18);
    expect(huge.depth).toBe(62);
  });

  it("ends at a cycle, an unknown fragment, field or type: other rules refuse those", () => {
    expect(
      size("{ thing { ...A } } fragment A on Thing { parts { ...B } } fragment B on Thing { ...A id }").depth,
    ).toBe(3);
    expect(size("{ thing { ...A nothing { id } ... on Nothing { id } } }").cost).toBe(4);
  });
});
