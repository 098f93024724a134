import { GraphQLError } from "graphql";
import type { RequestContext } from "../../../src/platform/context";
import { badUserInput, notFound, sealed, unavailable } from "../../../src/platform/errors";
import { createLogger } from "../../../src/platform/observability/logging";
import { testServer, withoutRequestIds, type TestServer } from "./harness";
import { overHttp, overWebSocket, post, type Transport } from "./transports";

const SECRET = "at 10.0.0.7: SELECT secret";

const FAILURES: Record<string, () => unknown> = {
  error: () => {
    throw new Error(SECRET);
  },
  "a rejection": () => Promise.reject(new Error(SECRET)),
  "no error": () => {
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- that is what this case is about
    throw SECRET;
  },
  "a library's error with a code": () => {
    throw new GraphQLError(SECRET, { extensions: { code: "GRAPHQL_VALIDATION_FAILED", secret: SECRET } });
  },
  "a wrong result": () => ({ toString: () => SECRET }),
  "not found": () => Promise.reject(notFound()),
  sealed: () => Promise.reject(sealed()),
  unavailable: () => Promise.reject(unavailable()),
  ...Object.fromEntries(
    ["25P03", "57P01", "55P03", "57014", "40P01"].map((code) => [
      code,
      () => Promise.reject(Object.assign(new Error(SECRET), { code })),
    ]),
  ),
  "bad input": () => Promise.reject(badUserInput("The amount is too small.", ["input", "amount"])),
};

const ask = (how: string) => ({
  query: "query($how: String) { fail(how: $how) greeting }",
  variables: { how },
});

let server: TestServer;
let logged: string[];

beforeAll(async () => {
  server = await testServer({
    resolvers: {
      fail: ({ how }: { how: string }) => FAILURES[how]!(),
      thing: (_args: never, context: RequestContext) => ({ id: context.viewer?.organization.slug }),
    },
    logger: createLogger("debug", { destination: { write: (line) => void logged.push(line) } }),
  });
});
beforeEach(() => {
  logged = [];
});
afterAll(() => server.close());

describe.each<[string, Transport]>([
  ["HTTP", overHttp],
  ["WebSocket", overWebSocket],
])("an error over %s", (_name, send) => {
  it.each(["error", "a rejection", "no error", "a library's error with a code", "a wrong result"])(
    "that is %s says nothing of the inside, and is logged with its request",
    async (how) => {
      const answer = await send(server, ask(how), "Bearer seller");
      expect(withoutRequestIds(answer)).toEqual({
        data: { fail: null, greeting: "hello" },
        errors: [
          {
            message: "Internal error",
            locations: [{ line: 1, column: 23 }],
            path: ["fail"],
            extensions: { code: "INTERNAL_SERVER_ERROR" },
          },
        ],
      });
      const line = logged.map((text) => JSON.parse(text) as Record<string, unknown>).find(({ err }) => err);
      expect(line).toMatchObject({
        level: 50,
        organization: "seller",
        err: { stack: expect.any(String) as string },
      });
      expect(line?.["requestId"]).toBe(answer.errors?.[0]?.extensions?.["requestId"]);
    },
  );

  it.each([
    ["not found", { code: "NOT_FOUND" }],
    ["sealed", { code: "SEALED" }],
    ["unavailable", { code: "UNAVAILABLE" }],
    ["25P03", { code: "UNAVAILABLE" }], // a transaction in which nothing was asked for too long
    ["57P01", { code: "UNAVAILABLE" }], // a database that stops
    ["55P03", { code: "RETRY_LATER" }], // a lock that did not come free in time
    ["57014", { code: "RETRY_LATER" }], // a statement that took too long
    ["40P01", { code: "RETRY_LATER" }], // two that waited for each other
    ["bad input", { code: "BAD_USER_INPUT", path: ["input", "amount"] }],
  ])("that is %s tells its caller so", async (how, extensions) => {
    const answer = withoutRequestIds(await send(server, ask(how), "Bearer seller"));
    expect(answer.errors).toMatchObject([{ path: ["fail"], extensions }]);
    expect(answer.errors?.[0]?.message).not.toBe("Internal error");
    expect(answer.errors?.[0]?.message).not.toContain(SECRET);
  });
});

describe.each<[string, Transport]>([
  ["HTTP", overHttp],
  ["WebSocket", overWebSocket],
])("access over %s", (_name, send) => {
  it("lets an anonymous caller see __typename and nothing else", async () => {
    const answer = await send(server, {
      query: "{ __typename greeting thing { id } ...F } fragment F on Query { a: greeting }",
    });
    expect(answer.data).toEqual({ __typename: "Query", greeting: null, thing: null, a: null });
    expect(answer.errors?.map(({ path, extensions }) => [path, extensions?.["code"]])).toEqual([
      [["greeting"], "UNAUTHENTICATED"],
      [["thing"], "UNAUTHENTICATED"],
      [["a"], "UNAUTHENTICATED"],
    ]);
  });

  it("runs no mutation of an anonymous caller", async () => {
    const answer = await send(server, { query: 'mutation { change(input: { amount: "1" }) }' });
    expect(answer).toMatchObject({
      data: { change: null },
      errors: [{ extensions: { code: "UNAUTHENTICATED" } }],
    });
  });

  it("tells resolvers who asks", async () => {
    expect(await send(server, { query: "{ thing { id } }" }, "Bearer partner")).toEqual({
      data: { thing: { id: "partner" } },
    });
  });

  it("lets partners and operators introspect in production", async () => {
    const query = "{ ...F } fragment F on Query { __schema { queryType { name } } }";
    expect(await send(server, { query }, "Bearer partner")).toMatchObject({
      data: { __schema: { queryType: { name: "Query" } } },
    });
    const codeFor = async (authorization?: string) =>
      (await send(server, { query }, authorization)).errors?.[0]?.extensions?.["code"];
    expect([await codeFor("Bearer seller"), await codeFor()]).toEqual(["FORBIDDEN", "UNAUTHENTICATED"]);
  });

  it("lets everybody introspect in development", async () => {
    const development = await testServer({ development: true });
    expect(await send(development, { query: "{ __schema { queryType { name } } }" })).toHaveProperty("data");
    await development.close();
  });
});

describe("a bad credential over HTTP", () => {
  it("answers 401, whatever was asked", async () => {
    for (const body of ['{"query":"{ __typename }"}', "{"]) {
      const response = await post(server, body, { authorization: "Bearer nobody" });
      expect([response.status, response.headers.get("www-authenticate")]).toEqual([401, "Bearer"]);
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: "UNAUTHENTICATED" } }] });
    }
  });
});

describe("a credential that cannot be checked over HTTP", () => {
  it.each([
    ["because of what it needs", unavailable(), 503, "UNAVAILABLE"],
    ["because of a mistake", new Error(SECRET), 500, "INTERNAL_SERVER_ERROR"],
  ])("%s answers so", async (_why, error, status, code) => {
    const broken = await testServer({
      authenticator: { authenticate: () => Promise.reject(error), onRevoked: () => () => undefined },
    });
    const response = await post(broken, '{"query":"{ __typename }"}');
    expect([response.status, await response.json()]).toMatchObject([
      status,
      { errors: [{ extensions: { code } }] },
    ]);
    await broken.close();
  });
});

describe("logs and metrics", () => {
  it("log an operation with its request, organization and name, and nothing that was sent", async () => {
    await overWebSocket(
      server,
      { query: "query Named($how: String) { fail(how: $how) }", variables: { how: "sealed" } },
      "Bearer seller",
    );
    const line = logged
      .map((text) => JSON.parse(text) as Record<string, unknown>)
      .find(({ msg }) => msg === "operation");
    expect(line).toMatchObject({
      transport: "websocket",
      kind: "query",
      operation: "Named",
      organization: "seller",
      codes: ["SEALED"],
    });
  });

  it("redact credentials, amounts and personal data, wherever they are", () => {
    const lines: string[] = [];
    const logger = createLogger("info", { destination: { write: (line) => void lines.push(line) } });
    logger.info(
      {
        authorization: "s3cret",
        bid: { amount: "s3cret", maximum: "s3cret" },
        a: { debtor: { name: "s3cret" } },
      },
      "x",
    );
    logger.info({ request: { headers: { authorization: "s3cret" } }, variables: { a: "s3cret" } }, "x");
    expect(lines).toHaveLength(2);
    expect(lines.join()).not.toContain("s3cret");
  });

  it("count operations by transport, kind and known name, and errors by code", async () => {
    const counted = await testServer();
    counted.documents.pin("query Known { greeting }");
    await overHttp(counted, { query: "query Known { greeting }" }, "Bearer seller");
    await overWebSocket(counted, { query: "query Unknown { greeting }" }, "Bearer seller");
    await overHttp(counted, { query: "{ nothing }" }, "Bearer seller");
    const text = await counted.metrics.registry.metrics();
    expect(text).toContain(
      'recoup_graphql_operation_seconds_count{transport="http",kind="query",operation="Known"} 1',
    );
    expect(text).toContain(
      'recoup_graphql_operation_seconds_count{transport="websocket",kind="query",operation="other"} 1',
    );
    expect(text).toContain(
      'recoup_graphql_errors_total{transport="http",code="GRAPHQL_VALIDATION_FAILED"} 1',
    );
    await counted.close();
  });
});
