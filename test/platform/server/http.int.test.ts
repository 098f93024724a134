import { once } from "node:events";
import { connect } from "node:net";
import { request as httpRequest } from "node:http";
import { auditServer } from "graphql-http";
import { testServer, type Answer, type TestServer } from "./harness";
import { overHttp, post } from "./transports";

const QUERY = JSON.stringify({ query: "{ greeting }" });
const MODERN = "application/graphql-response+json";

let server: TestServer;
const placed = jest.fn(() => "placed");

beforeAll(async () => {
  server = await testServer({ resolvers: { placeBid: placed, change: () => "changed" } });
});
afterAll(() => server.close());

async function errorOf(
  response: Response,
): Promise<{ status: number; code: unknown; message: string | undefined }> {
  const { errors } = (await response.json()) as Answer;
  return { status: response.status, code: errors?.[0]?.extensions?.["code"], message: errors?.[0]?.message };
}

function get(search: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${server.httpUrl}?${new URLSearchParams(search).toString()}`, { headers });
}

describe("GraphQL over HTTP", () => {
  // Some audits introspect: everybody may in development, a partner in production.
  it.each([
    { mode: "development", development: true, headers: {} },
    { mode: "production", development: false, headers: { authorization: "Bearer partner" } },
  ])("passes the audits of graphql-http in $mode", async ({ development, headers }) => {
    const audited = await testServer({ development });
    const fetchFn = (url: string, init?: RequestInit) =>
      fetch(url, { ...init, headers: { ...init?.headers, ...headers } });
    const results = await auditServer({ url: audited.httpUrl, fetchFn });
    await audited.close();
    expect(results.length).toBeGreaterThan(50);
    const failed = results.filter(({ status }) => status === "error" || status === "warn");
    expect(failed.map(({ id, name }) => `${id} ${name}`)).toEqual([]);
  });

  it("answers queries by POST and by GET", async () => {
    const authorization = "Bearer seller";
    expect(await overHttp(server, { query: "{ greeting }" }, authorization)).toEqual({
      data: { greeting: "hello" },
    });
    const response = await get(
      { query: "query A($x: String) { fail(how: $x) greeting }", variables: "{}" },
      { authorization },
    );
    expect(await response.json()).toEqual({ data: { fail: null, greeting: "hello" } });
  });

  it.each([
    ["text/plain", 415],
    ["application/x-www-form-urlencoded", 415],
    ["multipart/form-data; boundary=x", 415],
    ["application/graphql", 415],
    ["application/json; charset=utf-7", 415],
    ["application/json; charset=utf-16", 415],
    ["application/json; charset=iso-8859-1", 415],
    ["application/json; charset=UTF-8", 200],
    ['application/json;charset="utf-8"', 200],
    ["APPLICATION/JSON", 200],
  ])("answers content-type %s with %i", async (type, status) => {
    const response = await post(server, QUERY, { "content-type": type, authorization: "Bearer seller" });
    expect(response.status).toBe(status);
    expect(JSON.stringify(await response.json())).toContain(status === 200 ? "hello" : "BAD_REQUEST");
  });

  it("refuses a compressed body", async () => {
    expect(await errorOf(await post(server, QUERY, { "content-encoding": "gzip" }))).toMatchObject({
      status: 415,
    });
  });

  it.each([
    ["no JSON", "{", "The body is not valid JSON in UTF-8."],
    [
      "no UTF-8",
      Buffer.concat([Buffer.from('{"query":"{ greeting } # '), Buffer.from([0xff]), Buffer.from('"}')]),
      "The body is not valid JSON in UTF-8.",
    ],
    ["a batch", `[${QUERY},${QUERY}]`, "Send one operation a request: batches are not taken."],
    ["nothing", "", "The body is not valid JSON in UTF-8."],
  ])("answers a body that is %s with 400", async (_is, body, message) => {
    expect(await errorOf(await post(server, body))).toEqual({ status: 400, code: "BAD_REQUEST", message });
  });

  it.each([
    "null",
    "1",
    '"text"',
    "{}",
    '{"query":1}',
    '{"query":"{ greeting }","variables":[1]}',
    '{"query":"{ greeting }","operationName":{}}',
  ])("answers the body %s with 400", async (body) => {
    expect(await errorOf(await post(server, body))).toMatchObject({ status: 400, code: "BAD_REQUEST" });
  });

  it("takes the last of duplicate keys, and NUL in strings", async () => {
    const body = '{"query":"{ nothing }","query":"{ greeting }","variables":{"a":"\\u0000"}}';
    const response = await post(server, body, { authorization: "Bearer seller" });
    expect(await response.json()).toEqual({ data: { greeting: "hello" } });
  });

  it("refuses a body of more than 100 kB with 413, before it has all arrived", async () => {
    const body = JSON.stringify({ query: "{ greeting }", variables: { a: "x".repeat(100_000) } });
    expect(await errorOf(await post(server, body))).toMatchObject({ status: 413, code: "BAD_REQUEST" });
    const request = httpRequest(server.httpUrl, {
      method: "POST",
      headers: { "content-type": "application/json", "content-length": 10_000_000 },
    });
    request.on("error", () => undefined); // the connection ends while the rest is on its way
    request.write("x".repeat(200_000));
    const [response] = (await once(request, "response")) as [{ statusCode: number }];
    expect(response.statusCode).toBe(413);
    request.destroy();
  });

  it("gives up on a body that does not arrive", async () => {
    const impatient = await testServer({ timeouts: { bodyMilliseconds: 50 } });
    const socket = connect(impatient.port, "127.0.0.1");
    socket.write(
      "POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{",
    );
    const chunks: Buffer[] = [];
    socket.on("data", (chunk: Buffer) => chunks.push(chunk));
    await once(socket, "close");
    expect(Buffer.concat(chunks).toString()).toMatch(/^HTTP\/1\.1 408 /);
    await impatient.close();
  });

  it("refuses subscriptions by POST and says where they go", async () => {
    const response = await post(server, JSON.stringify({ query: "subscription { events { sequence } }" }));
    expect(await errorOf(response)).toEqual({
      status: 400,
      code: "BAD_REQUEST",
      message: "Subscriptions run over WebSocket (graphql-transport-ws) at this same path.",
    });
  });

  it("executes no mutation by GET", async () => {
    const query = 'mutation { placeBid(input: { amount: "1" }) }';
    const response = await get({ query }, { authorization: "Bearer seller" });
    expect(await errorOf(response)).toMatchObject({ status: 405, code: "BAD_REQUEST" });
    expect(placed).not.toHaveBeenCalled();
  });

  it("refuses other methods", async () => {
    const response = await fetch(server.httpUrl, { method: "PUT" });
    expect(response.headers.get("allow")).toBe("GET, POST");
    expect(await errorOf(response)).toMatchObject({ status: 405 });
  });

  it("refuses a GET that any page could make a browser send", async () => {
    expect(await errorOf(await get({ query: "{ __typename }" }))).toMatchObject({
      status: 400,
      code: "BAD_REQUEST",
    });
    const response = await get({ query: "{ __typename }" }, { "apollo-require-preflight": "1" });
    expect(await response.json()).toEqual({ data: { __typename: "Query" } });
  });

  it.each([
    ["{ nothing }", {}],
    ["{", {}],
    ["query($a: Decimal!) { amount(amount: $a) }", { a: "x" }],
    ["query A { greeting } query B { greeting }", {}],
  ])("answers %s with 200 as JSON and with 400 as a GraphQL response", async (query, variables) => {
    const body = JSON.stringify({ query, variables });
    const [plain, modern] = await Promise.all([post(server, body), post(server, body, { accept: MODERN })]);
    expect([plain.status, plain.headers.get("content-type")]).toEqual([
      200,
      "application/json; charset=utf-8",
    ]);
    expect([modern.status, modern.headers.get("content-type")]).toEqual([400, `${MODERN}; charset=utf-8`]);
  });

  it("prefers the media type that the client does", async () => {
    const typeFor = async (accept: string) =>
      (await post(server, '{"query":"{"}', { accept })).headers.get("content-type");
    expect(await typeFor(`application/json;q=0.5, ${MODERN}`)).toContain(MODERN);
    expect(await typeFor(`${MODERN};q=0.5, application/json`)).toContain("application/json");
    expect(await typeFor(`${MODERN}, application/json`)).toContain(MODERN);
    expect(await typeFor("*/*")).toContain("application/json");
  });

  it("names each request, in the header and in its errors", async () => {
    const response = await post(server, '{"query":"{ nothing }"}');
    const { errors } = (await response.json()) as Answer;
    expect(response.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    expect(errors?.[0]?.extensions?.["requestId"]).toBe(response.headers.get("x-request-id"));
  });

  it("sends headers that keep browsers careful, and is not to be cached", async () => {
    const { headers } = await post(server, QUERY);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("content-security-policy")).toContain("default-src 'self'");
    expect(headers.get("cache-control")).toBe("no-store");
  });
});

describe("other paths", () => {
  const origin = () => new URL(server.httpUrl).origin;

  it("says that it lives, and nothing at paths that are not there", async () => {
    expect((await fetch(`${origin()}/health/live`)).status).toBe(200);
    for (const path of ["/", "/graphql/", "/graphqlx", "/health", "//", "/%"])
      expect([path, (await fetch(`${origin()}${path}`)).status]).toEqual([path, 404]);
  });

  it("says what is missing before it is ready", async () => {
    let missing: string | null = "migrations have not run";
    const starting = await testServer({
      health: [
        { name: "database", missing: () => Promise.resolve(missing) },
        {
          name: "bus",
          missing: () => (missing ? Promise.reject(new Error("secret")) : Promise.resolve(null)),
        },
      ],
    });
    const ready = () => fetch(`${new URL(starting.httpUrl).origin}/health/ready`);
    const before = await ready();
    expect([before.status, await before.json()]).toEqual([
      503,
      { status: "not ready", missing: { database: "migrations have not run", bus: "the check failed" } },
    ]);
    missing = null;
    const after = await ready();
    expect([after.status, await after.json()]).toEqual([200, { status: "ready" }]);
    await starting.close();
  });

  it("gives other routes their requests by method and path, and survives their failures", async () => {
    const routed = await testServer({
      routes: [
        {
          method: "GET",
          path: "/files/",
          handle: (_request, response, url) => Promise.resolve(void response.end(url.pathname)),
        },
        { method: "PUT", path: "/files/", handle: () => Promise.reject(new Error("secret")) },
        {
          method: "POST",
          path: "/files/",
          handle: () => Promise.reject(Object.assign(new Error("secret"), { code: "57P01" })),
        },
      ],
    });
    const url = `${new URL(routed.httpUrl).origin}/files/a?b=c`;
    expect(await (await fetch(url)).text()).toBe("/files/a");
    const failed = await fetch(url, { method: "PUT", body: "x" });
    expect([failed.status, await failed.text()]).toEqual([500, ""]);
    const away = await fetch(url, { method: "POST", body: "x" }); // the database stops
    expect([away.status, await away.text()]).toEqual([503, ""]);
    expect((await fetch(url, { method: "DELETE" })).status).toBe(404);
    await routed.close();
  });
});

describe("the explorer", () => {
  const open = ({ httpUrl }: TestServer) =>
    fetch(httpUrl, { headers: { accept: "text/html", "accept-encoding": "gzip" } });

  it("is one page in development that loads nothing from elsewhere", async () => {
    const development = await testServer({ development: true });
    const response = await open(development);
    const page = await response.text();
    expect([response.status, response.headers.get("content-encoding")]).toEqual([200, "gzip"]);
    expect(page).toContain("<title>Recoup</title>");
    expect(page).not.toMatch(/<(script|link|img)[^>]+(src|href)="(https?:)?\/\//);
    expect(response.headers.get("content-security-policy")).toContain("default-src 'self'");
    await development.close();
  });

  it("does not exist in production", async () => {
    const response = await open(server);
    expect(response.headers.get("content-type")).not.toContain("text/html");
    expect(response.status).toBe(400);
  });
});
