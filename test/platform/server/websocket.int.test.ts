import { once } from "node:events";
import { WebSocket } from "ws";
import { Role } from "../../../src/platform/access/viewer";
import { deferred, testServer, testViewer, type TestServer } from "./harness";
import { post, RawSocket } from "./transports";

const QUERY = { query: "{ greeting }" };

let server: TestServer;

beforeAll(async () => {
  server = await testServer({ resolvers: { change: () => "changed" }, limits: { frameBytes: 64_000 } });
});
afterAll(() => server.close());

async function opened(authorization = "Bearer seller"): Promise<RawSocket> {
  const socket = await RawSocket.open(server);
  await socket.init(authorization);
  return socket;
}

describe("graphql-transport-ws", () => {
  it("answers queries and mutations, each with next and complete", async () => {
    const socket = await opened();
    socket.send({ id: "a", type: "subscribe", payload: QUERY });
    expect(await socket.next()).toEqual({ id: "a", type: "next", payload: { data: { greeting: "hello" } } });
    expect(await socket.next()).toEqual({ id: "a", type: "complete" });
    const mutation = 'mutation { change(input: { amount: "1.00" }) }';
    socket.send({ id: "a", type: "subscribe", payload: { query: mutation } });
    expect(await socket.next()).toEqual({ id: "a", type: "next", payload: { data: { change: "changed" } } });
    socket.close();
  });

  it("answers many operations of one socket in flight", async () => {
    const socket = await opened();
    for (let id = 0; id < 50; id += 1) socket.send({ id: String(id), type: "subscribe", payload: QUERY });
    const answers = new Set<string>();
    for (let count = 0; count < 100; count += 1) {
      const { id, type } = await socket.next();
      answers.add(`${id} ${type}`);
    }
    expect(answers.size).toBe(100);
    socket.close();
  });

  it("answers ping with pong", async () => {
    const socket = await opened();
    socket.send({ type: "ping", payload: { a: 1 } });
    expect(await socket.next()).toEqual({ type: "pong", payload: { a: 1 } });
    socket.close();
  });

  it("refuses an operation with an error and completes nothing", async () => {
    const socket = await opened();
    socket.send({ id: "a", type: "subscribe", payload: { query: "{ nothing }" } });
    expect(await socket.next()).toMatchObject({
      id: "a",
      type: "error",
      payload: [{ extensions: { code: "GRAPHQL_VALIDATION_FAILED" } }],
    });
    socket.send({ id: "b", type: "subscribe", payload: QUERY });
    expect(await socket.next()).toMatchObject({ id: "b", type: "next" });
    socket.close();
  });

  it("closes with 4408 when no connection_init comes", async () => {
    const impatient = await testServer({ timeouts: { initMilliseconds: 30 } });
    const socket = await RawSocket.open(impatient);
    expect(await socket.closed).toBe(4408);
    await impatient.close();
  });

  it("closes with 4406 when the protocol is not asked for", async () => {
    const socket = await RawSocket.open(server, []);
    expect(await socket.closed).toBe(4406);
  });

  it.each([
    ["an operation before connection_init", 4401, [{ id: "a", type: "subscribe", payload: QUERY }]],
    ["a second connection_init", 4429, [{ type: "connection_init" }, { type: "connection_init" }]],
    ["what is no JSON", 4400, ["{"]],
    ["a message without a type", 4400, [{ id: "a" }]],
    ["an unknown type", 4400, [{ type: "start", id: "a", payload: QUERY }]],
    ["a type that only servers send", 4400, [{ type: "next", id: "a", payload: {} }]],
    ["a subscribe without an id", 4400, [{ type: "connection_init" }, { type: "subscribe", payload: QUERY }]],
    [
      "a subscribe without a query",
      4400,
      [{ type: "connection_init" }, { type: "subscribe", id: "a", payload: {} }],
    ],
    [
      "variables that are no object",
      4400,
      [{ type: "connection_init" }, { type: "subscribe", id: "a", payload: { ...QUERY, variables: [1] } }],
    ],
    ["a binary frame", 4400, [Buffer.from(JSON.stringify({ type: "connection_init" }))]],
    [
      "a frame of more than 64 kB",
      1009,
      [{ type: "connection_init", payload: { padding: "x".repeat(64_000) } }],
    ],
    ["a frame that is no UTF-8", 1007, []],
  ])("closes at %s with %i", async (is, code, messages) => {
    const socket = await RawSocket.open(server);
    if (is === "a frame that is no UTF-8") socket.socket.send(Buffer.from([0xff]), { binary: false });
    for (const message of messages) socket.send(message);
    expect(await socket.closed).toBe(code);
  });

  it("closes at an id that is in use with 4409", async () => {
    const waiting = await testServer({ resolvers: { greeting: () => new Promise(() => undefined) } });
    const socket = await RawSocket.open(waiting);
    await socket.init("Bearer seller");
    for (let count = 0; count < 2; count += 1) socket.send({ id: "a", type: "subscribe", payload: QUERY });
    expect(await socket.closed).toBe(4409);
    await waiting.close();
  });

  it("ends a client that is silent when asked for a sign of life", async () => {
    const impatient = await testServer({ timeouts: { silenceMilliseconds: 30 } });
    const silent = new WebSocket(impatient.wsUrl, "graphql-transport-ws", { autoPong: false });
    const lively = await RawSocket.open(impatient);
    await lively.init();
    const [code] = (await once(silent, "close")) as [number];
    expect(code).toBe(1006);
    expect(lively.socket.readyState).toBe(WebSocket.OPEN);
    await impatient.close();
  });

  it("closes with 1013 what is more than the node takes", async () => {
    const full = await testServer({ limits: { sockets: 1 } });
    const [first, second] = [await RawSocket.open(full), await RawSocket.open(full)];
    expect(await second.closed).toBe(1013);
    await first.init();
    await full.close();
  });

  it("takes no WebSocket at another path", async () => {
    const socket = new WebSocket(server.wsUrl.replace("/graphql", "/other"), "graphql-transport-ws");
    const [error] = (await once(socket, "error")) as [Error];
    expect(error.message).toContain("404");
  });
});

describe("credentials of a socket", () => {
  it.each([
    ["a bad token", { authorization: "Bearer nobody" }],
    ["a token that is no string", { authorization: 1 }],
    ["a token that is null", { authorization: null }],
  ])("close it with 4403 when it sends %s", async (_is, payload) => {
    const socket = await RawSocket.open(server);
    socket.send({ type: "connection_init", payload });
    expect(await socket.closed).toBe(4403);
  });

  it("close it with 4403 when they are revoked, and no other", async () => {
    const [revoked, other] = [await opened("Bearer seller"), await opened("Bearer partner")];
    server.authenticator.revoke("seller");
    expect(await revoked.closed).toBe(4403);
    other.send({ id: "a", type: "subscribe", payload: QUERY });
    expect(await other.next()).toMatchObject({ type: "next" });
    other.close();
  });

  it("close it with 4403 when they expire", async () => {
    const expiresAt = BigInt(Date.now() + 50) * 1_000n;
    server.authenticator.viewers.push(testViewer("brief", [Role.ANALYST], expiresAt));
    const socket = await opened("Bearer brief");
    expect(await socket.closed).toBe(4403);
  });

  it("close it with 1013 when they cannot be checked just now", async () => {
    const broken = await testServer({
      authenticator: {
        authenticate: () => Promise.reject(new Error("no database")),
        onRevoked: () => () => undefined,
      },
    });
    const socket = await RawSocket.open(broken);
    socket.send({ type: "connection_init", payload: { authorization: "Bearer seller" } });
    expect(await socket.closed).toBe(1013);
    await broken.close();
  });

  it("are not needed to connect; then every field is UNAUTHENTICATED", async () => {
    const socket = await RawSocket.open(server);
    await socket.init();
    socket.send({ id: "a", type: "subscribe", payload: { query: "{ __typename greeting }" } });
    expect(await socket.next()).toMatchObject({
      type: "next",
      payload: {
        data: { __typename: "Query", greeting: null },
        errors: [{ path: ["greeting"], extensions: { code: "UNAUTHENTICATED" } }],
      },
    });
    socket.close();
  });
});

describe("a shutdown", () => {
  it("answers what runs, takes nothing more, closes with 1012 and frees the port", async () => {
    const [asked, answer] = [deferred<void>(), deferred<string>()];
    const greeting = () => {
      asked.resolve();
      return answer.promise;
    };
    const stopping = await testServer({ resolvers: { greeting }, timeouts: { graceMilliseconds: 20_000 } });
    const socket = await RawSocket.open(stopping);
    await socket.init("Bearer seller");
    socket.send({ id: "a", type: "subscribe", payload: QUERY });
    await asked.promise;
    const closed = stopping.close();
    socket.send({ id: "b", type: "subscribe", payload: { query: "{ __typename }" } });
    expect(await socket.next()).toMatchObject({
      id: "b",
      type: "error",
      payload: [{ extensions: { code: "RETRY_LATER" } }],
    });
    answer.resolve("late");
    expect(await socket.next()).toMatchObject({
      id: "a",
      type: "next",
      payload: { data: { greeting: "late" } },
    });
    expect(await socket.closed).toBe(1012);
    await closed;
    const again = await testServer({ port: stopping.port });
    await again.close();
  });
});

describe("limits of a credential", () => {
  it("are counted over both transports, and each credential for itself", async () => {
    const limited = await testServer({ limits: { operationsPerSecond: 1 } });
    const send = async (authorization: string) =>
      (await post(limited, JSON.stringify(QUERY), { authorization })).status;
    let statuses: number[] = [];
    while (!statuses.includes(429))
      statuses = await Promise.all([send("Bearer seller"), send("Bearer seller")]);
    expect(await send("Bearer partner")).toBe(200);
    await limited.close();
  });

  it("answer RATE_LIMITED on a socket", async () => {
    const limited = await testServer({ limits: { operationsPerSecond: 1 } });
    const socket = await RawSocket.open(limited);
    await socket.init("Bearer seller");
    let message = await socket.ask("0", QUERY);
    for (let id = 1; message.type !== "error"; id += 1) message = await socket.ask(String(id), QUERY);
    expect(message.payload).toMatchObject([{ extensions: { code: "RATE_LIMITED" } }]);
    await limited.close();
  });
});
