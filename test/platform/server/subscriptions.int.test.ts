import { createClient } from "graphql-ws";
import { WebSocket } from "ws";
import { notFound } from "../../../src/platform/errors";
import { FeedLag } from "../../../src/platform/graphql/feed-item";
import { shared, TestFeed } from "./feed";
import { testServer, type TestServer } from "./harness";
import { RawSocket } from "./transports";

const QUERY =
  "subscription Events($after: String, $kind: String) { events(after: $after, kind: $kind) { sequence text } }";

let server: TestServer;
let feeds: TestFeed[];

beforeAll(async () => {
  server = await testServer({
    resolvers: {
      events: () => {
        const feed = new TestFeed();
        feeds.push(feed);
        return feed;
      },
      fails: () => {
        throw notFound();
      },
    },
  });
});
beforeEach(() => {
  feeds = [];
});
afterAll(() => server.close());

/** A socket with one subscription, and its source. */
async function subscribe(
  variables: Record<string, unknown> = {},
): Promise<{ socket: RawSocket; feed: TestFeed }> {
  const socket = await RawSocket.open(server);
  await socket.init("Bearer seller");
  const others = feeds.length;
  socket.send({ id: "a", type: "subscribe", payload: { query: QUERY, variables } });
  socket.send({ type: "ping" }); // answered after the subscription has been begun
  await socket.next();
  const feed = feeds[others];
  if (!feed) throw new Error("The subscription has not begun");
  return { socket, feed };
}

const next = (payload: object) => ({ id: "a", type: "next", payload: { data: { events: payload } } });

describe("a subscription", () => {
  it("delivers each item in order, and completes with its source", async () => {
    const { socket, feed } = await subscribe();
    feed.push(shared("1", { sequence: 1, text: 'quotes " and \u2028 and é' }));
    feed.push({ sequence: 2, text: null });
    feed.end();
    expect(await socket.next()).toEqual(next({ sequence: 1, text: 'quotes " and \u2028 and é' }));
    expect(await socket.next()).toEqual(next({ sequence: 2, text: null }));
    expect(await socket.next()).toEqual({ id: "a", type: "complete" });
    socket.close();
  });

  it("is understood by graphql-ws's client, whatever its ids are", async () => {
    const client = createClient({
      url: server.wsUrl,
      webSocketImpl: WebSocket,
      connectionParams: { authorization: "Bearer seller" },
      generateID: () => 'an "id" \\',
    });
    const results = client.iterate({ query: QUERY });
    const first = results.next();
    while (feeds.length === 0) await new Promise((resolve) => setImmediate(resolve));
    feeds[0]!.push(shared("1", { sequence: 1, text: "a" }));
    expect(await first).toEqual({ done: false, value: { data: { events: { sequence: 1, text: "a" } } } });
    feeds[0]!.end();
    expect(await results.next()).toEqual({ done: true, value: undefined });
    await client.dispose();
  });

  it("executes an item once for all who sent the same, wherever they started", async () => {
    const text = jest.fn(() => "made once");
    const all = await Promise.all(["a", "b", "c"].map((after) => subscribe({ after })));
    for (const { feed } of all) feed.push(shared("entry 7, all", { sequence: 7, text }));
    for (const { socket } of all)
      expect(await socket.next()).toEqual(next({ sequence: 7, text: "made once" }));
    expect(text).toHaveBeenCalledTimes(1);
    for (const { socket } of all) socket.close();
  });

  it("executes an item for each audience, and for each who sent something else", async () => {
    const text = jest.fn(() => "made");
    const [one, two, other] = [await subscribe(), await subscribe(), await subscribe({ kind: "other" })];
    one.feed.push(shared("entry 8, all", { sequence: 7, text }));
    two.feed.push(shared("entry 8, seller", { sequence: 7, text }));
    other.feed.push(shared("entry 8, all", { sequence: 7, text }));
    for (const { socket } of [one, two, other]) await socket.next();
    expect(text).toHaveBeenCalledTimes(3);
    for (const { socket } of [one, two, other]) socket.close();
  });

  it("gives an item that is nobody else's to its subscriber alone", async () => {
    const [one, two] = [await subscribe(), await subscribe()];
    one.feed.push({ sequence: 1, text: "one's" });
    two.feed.push({ sequence: 1, text: "two's" });
    expect(await one.socket.next()).toEqual(next({ sequence: 1, text: "one's" }));
    expect(await two.socket.next()).toEqual(next({ sequence: 1, text: "two's" }));
    for (const { socket } of [one, two]) socket.close();
  });

  it("masks what goes wrong in an event, and goes on", async () => {
    const { socket, feed } = await subscribe();
    feed.push(shared("1", { sequence: 1, text: () => Promise.reject(new Error("secret")) }));
    feed.push(shared("2", { sequence: 2, text: "after it" }));
    expect(await socket.next()).toMatchObject({
      type: "next",
      payload: {
        data: { events: { sequence: 1, text: null } },
        errors: [
          {
            message: "Internal error",
            extensions: { code: "INTERNAL_SERVER_ERROR", requestId: "of the audience" },
          },
        ],
      },
    });
    expect(await socket.next()).toEqual(next({ sequence: 2, text: "after it" }));
    socket.close();
  });

  it("ends with the error of its source, masked unless it is the caller's to read", async () => {
    const [told, masked] = [await subscribe(), await subscribe()];
    told.feed.fail(notFound());
    expect(await told.socket.next()).toMatchObject({
      id: "a",
      type: "error",
      payload: [{ extensions: { code: "NOT_FOUND" } }],
    });
    masked.feed.fail(new Error("secret"));
    const { payload } = await masked.socket.next();
    expect(payload).toMatchObject([{ message: "Internal error" }]);
    expect(JSON.stringify(payload)).not.toContain("secret");
    for (const { socket } of [told, masked]) socket.close();
  });

  it("that cannot begin says why", async () => {
    const socket = await RawSocket.open(server);
    await socket.init("Bearer seller");
    const message = await socket.ask("a", { query: "subscription { fails { sequence } }" });
    expect(message.payload).toMatchObject({
      errors: [{ path: ["fails"], extensions: { code: "NOT_FOUND" } }],
    });
    expect(await socket.next()).toEqual({ id: "a", type: "complete" });
    socket.close();
  });

  it("needs a credential to begin, and none to be executed for an audience", async () => {
    const socket = await RawSocket.open(server);
    await socket.init();
    const message = await socket.ask("a", { query: QUERY });
    expect(message.payload).toMatchObject({ errors: [{ extensions: { code: "UNAUTHENTICATED" } }] });
    expect(feeds).toHaveLength(0);
    socket.close();
  });

  it("gives its source up when the client completes it or goes", async () => {
    const [completed, gone] = [await subscribe(), await subscribe()];
    completed.socket.send({ id: "a", type: "complete" });
    gone.socket.socket.terminate();
    await Promise.all([completed.feed.returned, gone.feed.returned]);
    completed.feed.push({ sequence: 1 });
    const message = await completed.socket.ask("b", { query: "{ greeting }" });
    expect(message).toMatchObject({ type: "next" });
    completed.socket.close();
  });

  it("closes its socket with 1013 when it fell too far behind", async () => {
    const { socket, feed } = await subscribe();
    feed.push({ sequence: 1 });
    feed.fail(new FeedLag());
    expect(await socket.closed).toBe(1013);
  });

  it("is one of at most 20 a socket, however they are sent", async () => {
    const socket = await RawSocket.open(server);
    await socket.init("Bearer seller");
    for (let id = 0; id < 22; id += 1)
      socket.send({ id: String(id), type: "subscribe", payload: { query: QUERY } });
    for (const id of ["20", "21"])
      expect(await socket.next()).toMatchObject({
        id,
        type: "error",
        payload: [{ extensions: { code: "RATE_LIMITED" } }],
      });
    expect(feeds).toHaveLength(20);
    socket.send({ id: "0", type: "complete" });
    await feeds[0]!.returned;
    socket.send({ id: "22", type: "subscribe", payload: { query: QUERY } });
    socket.send({ type: "ping" });
    expect(await socket.next()).toEqual({ type: "pong" });
    expect(feeds).toHaveLength(21);
    socket.close();
  });
});

describe("a slow reader", () => {
  it("holds its source back, and gets everything once when it reads again", async () => {
    const { socket, feed } = await subscribe();
    socket.socket.pause();
    const text = "x".repeat(100_000);
    const items = 400; // far more than the buffers between the processes take
    for (let sequence = 1; sequence <= items; sequence += 1)
      feed.push(shared(String(sequence), { sequence, text }));
    const takenWhenStill = await untilStill(() => feed.taken);
    expect(takenWhenStill).toBeLessThan(items / 2);
    socket.socket.resume();
    for (let sequence = 1; sequence <= items; sequence += 1)
      expect((await socket.next()).payload).toMatchObject({ data: { events: { sequence } } });
    socket.close();
  });

  it("is not read from while its answers are unread", async () => {
    const socket = await RawSocket.open(server);
    await socket.init("Bearer seller");
    socket.socket.pause();
    let written = 0;
    const payload = { padding: "x".repeat(60_000) };
    for (let count = 0; count < 1_000; count += 1)
      socket.socket.send(JSON.stringify({ type: "ping", payload }), () => (written += 1));
    expect(await untilStill(() => written)).toBeLessThan(1_000);
    socket.socket.resume();
    for (let count = 0; count < 1_000; count += 1) expect((await socket.next()).type).toBe("pong");
    socket.close();
  });
});

/** Waits until a count has stopped growing. */
async function untilStill(count: () => number): Promise<number> {
  let before = -1;
  while (before !== count()) {
    before = count();
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return before;
}
