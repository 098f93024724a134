import { createHash } from "node:crypto";
import { testServer, withoutRequestIds, type Answer, type TestServer } from "./harness";
import { overHttp, overWebSocket, type Operation, type Transport } from "./transports";

/** What was sent must not come back: in a message it could reach a log. */
const MARKER = "774411";

const deep = (levels: number) => `{ thing { ${"parts { ".repeat(levels)}id${" }".repeat(levels)} } }`;
const many = (count: number, field: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => field(i)).join(" ");

/** Fragments that spread the next one twice: 2^40 fields, were they written out. */
const doubling =
  `{ thing { ...F0 } } ` +
  many(40, (i) => `fragment F${i} on Thing { a${i}: parts { ...F${i + 1} } b${i}: parts { ...F${i + 1} } }`) +
  ` fragment F40 on Thing { id }`;

const CHANGE = "mutation Change($input: ThingInput!) { change(input: $input) }";
const change = (input: unknown): Operation => ({ query: CHANGE, variables: { input } });

interface BadOperation {
  readonly is: string;
  readonly operation: Operation;
  readonly code: string;
  readonly message: RegExp;
}

const INVALID = "GRAPHQL_VALIDATION_FAILED";
const documents: BadOperation[] = [
  {
    is: "an unfinished document",
    operation: { query: "{" },
    code: "GRAPHQL_PARSE_FAILED",
    message: /found <EOF>/,
  },
  {
    is: "a string where a name belongs",
    operation: { query: `{ "${MARKER}" }` },
    code: "GRAPHQL_PARSE_FAILED",
    message: /found String\.$/,
  },
  {
    is: "an unknown character",
    operation: { query: "{ ? }" },
    code: "GRAPHQL_PARSE_FAILED",
    message: /Unexpected character/,
  },
  {
    is: "too many tokens",
    operation: { query: `{ ${many(1_001, () => "greeting")} }` },
    code: "GRAPHQL_PARSE_FAILED",
    message: /1000 tokens/,
  },
  {
    is: "an unknown field",
    operation: { query: "{ greting }" },
    code: INVALID,
    message: /^Cannot query field "greting" on type "Query"\.$/,
  },
  {
    is: "a missing selection",
    operation: { query: "{ thing }" },
    code: INVALID,
    message: /must have a selection/,
  },
  { is: "more than 10 levels", operation: { query: deep(10) }, code: INVALID, message: /at most 10 depth/ },
  {
    is: "more than 20 levels of introspection",
    operation: { query: `{ __schema { types { ${"ofType { ".repeat(20)}name${" }".repeat(20)} } } }` },
    code: INVALID,
    message: /at most 20 introspection depth/,
  },
  {
    is: "more than 30 aliases",
    operation: { query: `{ thing { ${many(31, (i) => `a${i}: id`)} } }` },
    code: INVALID,
    message: /at most 30 aliases/,
  },
  {
    is: "a field repeated more than 30 times",
    operation: { query: `{ thing { ${many(32, () => "id")} } }` },
    code: INVALID,
    message: /at most 30 aliases and repeated fields/,
  },
  {
    is: "more than 20 root fields",
    operation: { query: `{ ${many(21, (i) => `a${i}: greeting`)} }` },
    code: INVALID,
    message: /at most 20 root fields/,
  },
  {
    is: "more than 20 root fields behind a fragment",
    operation: { query: `{ ...F ...F } fragment F on Query { ${many(11, () => "greeting")} }` },
    code: INVALID,
    message: /at most 20 root fields/,
  },
  {
    is: "a cost above 10,000",
    operation: { query: "{ things { edges { node { things { edges { node { id } } } } } } }" },
    code: INVALID,
    message: /at most 10000 cost/,
  },
  { is: "fragments that double", operation: { query: doubling }, code: INVALID, message: /at most/ },
  {
    is: "a cycle of fragments",
    operation: {
      query:
        "{ thing { ...A } } fragment A on Thing { parts { ...B } } fragment B on Thing { parts { ...A } }",
    },
    code: INVALID,
    message: /Cannot spread fragment "A" within itself via "B"/,
  },
  {
    is: "a flood of directives",
    operation: { query: `{ greeting ${many(100, () => "@skip(if: false)")} }` },
    code: INVALID,
    message: /"@skip" can only be used once/,
  },
  {
    is: "two bids in one operation",
    operation: {
      query: 'mutation { a: placeBid(input: { amount: "1" }) b: placeBid(input: { amount: "2" }) }',
    },
    code: INVALID,
    message: /at most 1 placeBid/,
  },
  {
    is: "a wrong scalar literal",
    operation: { query: `{ amount(amount: "${MARKER}x") }` },
    code: INVALID,
    message: /^Decimal must be/,
  },
  {
    is: "a number for a scalar",
    operation: { query: `{ amount(amount: ${MARKER}) }` },
    code: INVALID,
    message: /^Decimal must be/,
  },
  {
    is: "a wrong built-in literal",
    operation: { query: `{ count(count: "${MARKER}") }` },
    code: INVALID,
    message: /^Expected a value of type "Int"\.$/,
  },
  {
    is: "a wrong enum literal",
    operation: { query: `{ colour(colour: M${MARKER}) }` },
    code: INVALID,
    message: /^Expected a value of type "Colour"\.$/,
  },
  {
    is: "a string for an enum",
    operation: { query: `{ colour(colour: "${MARKER}") }` },
    code: INVALID,
    message: /^Expected a value of type "Colour"\.$/,
  },
  {
    is: "an object for a scalar",
    operation: { query: `{ count(count: { a: ${MARKER} }) }` },
    code: INVALID,
    message: /^Expected a value of type "Int!?"\.$/,
  },
  {
    is: "a null literal",
    operation: { query: "{ amount(amount: null) }" },
    code: INVALID,
    message: /^Expected a value of type "Decimal!"\.$/,
  },
  {
    is: "a missing input field",
    operation: { query: `mutation { change(input: { count: ${MARKER} }) }` },
    code: INVALID,
    message: /^Field "ThingInput\.amount" of required type "Decimal!" was not provided\.$/,
  },
  {
    is: "a variable of the wrong type",
    operation: { query: "query($a: String) { amount(amount: $a) }" },
    code: INVALID,
    message: /^Variable "\$a" of type "String" used in position/,
  },
  {
    is: "an unused variable",
    operation: { query: "query($a: String) { greeting }" },
    code: INVALID,
    message: /^Variable "\$a" is never used\.$/,
  },
];

const BAD = "BAD_USER_INPUT";
const variables: BadOperation[] = [
  {
    is: "no variable",
    operation: { query: CHANGE },
    code: BAD,
    message: /^Variable "\$input": Expected a value of type "ThingInput!"\.$/,
  },
  {
    is: "a null variable",
    operation: change(null),
    code: BAD,
    message: /^Variable "\$input": Expected a value of type "ThingInput!"\.$/,
  },
  {
    is: "a variable that is no object",
    operation: change(MARKER),
    code: BAD,
    message: /^Variable "\$input": Expected a value of type "ThingInput"\.$/,
  },
  {
    is: "a missing field",
    operation: change({ count: MARKER }),
    code: BAD,
    message: /^Variable "\$input": Field "amount" of required type "Decimal!" was not provided\.$/,
  },
  {
    is: "an unknown field",
    operation: change({ amount: "1", [`x${MARKER}`]: 1 }),
    code: BAD,
    message: /^Variable "\$input": There is a field that type "ThingInput" does not define\.$/,
  },
  {
    is: "a wrong scalar",
    operation: change({ amount: `${MARKER}.x` }),
    code: BAD,
    message: /^Variable "\$input\.amount": Decimal must be/,
  },
  {
    is: "a number for a scalar",
    operation: change({ amount: Number(MARKER) }),
    code: BAD,
    message: /^Variable "\$input\.amount": Decimal must be/,
  },
  {
    is: "a wrong integer",
    operation: change({ amount: "1", count: MARKER }),
    code: BAD,
    message: /^Variable "\$input\.count": Expected a value of type "Int"\.$/,
  },
  {
    is: "a wrong enum value",
    operation: change({ amount: "1", colour: MARKER }),
    code: BAD,
    message: /^Variable "\$input\.colour": Expected a value of type "Colour"\.$/,
  },
  {
    is: "a wrong value in a list",
    operation: change({ amount: "1", parts: [{ amount: "1" }, { amount: MARKER + "?" }] }),
    code: BAD,
    message: /^Variable "\$input\.parts\[1\]\.amount": Decimal must be/,
  },
  {
    is: "a value that looks like a place",
    operation: change({ amount: `${MARKER} at "input.count"; ` }),
    code: BAD,
    message: /^Variable "\$input\.amount": Decimal must be/,
  },
  {
    is: "a null that an argument does not take",
    operation: { query: "query($c: Int = 1) { count(count: $c) }", variables: { c: null } },
    code: BAD,
    message: /^Argument "count" of non-null type "Int!" must not be null\.$/,
  },
  {
    is: "variables deeper than 20",
    operation: change({ amount: "1", parts: JSON.parse(`${"[".repeat(25)}${"]".repeat(25)}`) as unknown }),
    code: BAD,
    message: /at most 20 deep/,
  },
  {
    is: "an operation that is not there",
    operation: { query: "query A { greeting } query B { greeting }", operationName: `C${MARKER}` },
    code: "OPERATION_RESOLUTION_FAILURE",
    message: /^Name one of the document's operations/,
  },
  {
    is: "no choice among operations",
    operation: { query: "query A { greeting } query B { greeting }" },
    code: "OPERATION_RESOLUTION_FAILURE",
    message: /^Name one of the document's operations/,
  },
];

describe("bad operations", () => {
  let server: TestServer;
  const transports: Record<string, Transport> = { HTTP: overHttp, WebSocket: overWebSocket };

  beforeAll(async () => {
    server = await testServer({
      resolvers: { change: () => "changed", placeBid: () => "placed", amount: () => "taken" },
    });
  });
  afterAll(() => server.close());

  describe.each(Object.keys(transports))("over %s", (name) => {
    it.each([...documents, ...variables])(
      "$is is refused, and nothing that was sent is repeated",
      async (bad) => {
        const answer = await transports[name]!(server, bad.operation, "Bearer seller");
        expect(answer.errors?.map((error) => error.extensions?.["code"])).toEqual(
          answer.errors?.map(() => bad.code),
        );
        expect(answer.errors?.[0]?.message).toMatch(bad.message);
        expect(JSON.stringify(answer)).not.toContain(MARKER);
      },
    );
  });

  it.each([...documents, ...variables])(
    "$is gets the same answer on both transports",
    async ({ operation }) => {
      const [http, socket] = await Promise.all([
        overHttp(server, operation, "Bearer seller"),
        overWebSocket(server, operation, "Bearer seller"),
      ]);
      expect(withoutRequestIds(socket)).toEqual(withoutRequestIds(http));
    },
  );

  it("names the place in the variables, for programs", async () => {
    const operation = change({ amount: "1", parts: [{ amount: "x" }] });
    const answer: Answer = await overHttp(server, operation, "Bearer seller");
    expect(answer.errors?.[0]?.extensions?.["path"]).toEqual(["input", "parts", "0", "amount"]);
  });

  it("suggests names in development only", async () => {
    const development = await testServer({ development: true });
    for (const transport of [overHttp, overWebSocket]) {
      const suggested = await transport(development, { query: "{ greting }" }, "Bearer seller");
      expect(suggested.errors?.[0]?.message).toContain('Did you mean "greeting"?');
    }
    await development.close();
  });

  it("gives Apollo Server the documents and the rules of the WebSocket", async () => {
    const query = "{ greeting ofApollo: greeting }";
    await overWebSocket(server, { query }, "Bearer seller");
    const key = `schema:${createHash("sha256").update(query).digest("hex")}`;
    expect(await server.documents.forApollo.get(key)).toMatchObject({ kind: "Document" });
    expect(server.documents.rules).toHaveLength(1);
  });
});
