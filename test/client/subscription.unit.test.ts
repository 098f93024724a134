import { AuctionEventsDocument, type AuctionEventsSubscription } from "../../src/client";
import { Stage } from "./stage";

const AUCTION = { auctionId: "auction-1" };

const stage = new Stage();
afterEach(() => stage.clear());

const watch = (options?: { signal: AbortSignal }) =>
  stage.client.subscribe(AuctionEventsDocument, AUCTION, options);

async function read(events: AsyncIterable<AuctionEventsSubscription>): Promise<(number | null)[]> {
  const sequences: (number | null)[] = [];
  for await (const { auctionEvents } of events) sequences.push(auctionEvents.sequence);
  return sequences;
}

const numbers = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe("a subscription", () => {
  it("completes when the server completes it", async () => {
    await stage.set({ events: 3 });
    expect(await read(watch())).toEqual([1, 2, 3]);
    expect(stage.server.afters).toEqual([null]);
  });

  it.each([
    { what: "a shutdown", cut: { close: 1012 } },
    { what: "overload", cut: { close: 1013 } },
    { what: "a normal closure", cut: { close: 1000 } },
    { what: "an error inside the server", cut: { close: 1011 } },
    { what: "RETRY_LATER", cut: { error: "RETRY_LATER" } },
  ])("goes on after $what, from the last event that came", async ({ cut }) => {
    await stage.set({
      events: 6,
      subscriptions: [
        { events: 2, cut },
        { events: 3, cut },
      ],
    });
    expect(await read(watch())).toEqual([1, 2, 3, 4, 5, 6]);
    expect(stage.server.afters).toEqual([null, "c2", "c5"]);
  });

  it("begins again where nothing had come yet", async () => {
    await stage.set({ events: 2, subscriptions: [{ events: 0, cut: { close: 1012 } }] });
    expect(await read(watch())).toEqual([1, 2]);
    expect(stage.server.afters).toEqual([null, null]);
  });

  it("goes on from a cursor that it was given", async () => {
    await stage.set({ events: 6, subscriptions: [{ events: 1, cut: { close: 1012 } }] });
    expect(await read(stage.client.subscribe(AuctionEventsDocument, { ...AUCTION, after: "c3" }))).toEqual([
      4, 5, 6,
    ]);
    expect(stage.server.afters).toEqual(["c3", "c4"]);
  });

  it("finds out that the network swallows everything", async () => {
    await stage.set({ events: 1 }, { silenceMilliseconds: 20 });
    expect(await read(watch())).toEqual([1]);
    stage.server.fallSilent(); // before the next subscription reaches it
    expect(await read(watch())).toEqual([1]);
  });

  it.each([4400, 4406, 4500, 1008])("gives up when the server closes with %i", async (code) => {
    await stage.set({ events: 6, subscriptions: [{ events: 2, cut: { close: code } }] });
    const events = watch();
    expect((await events.next()).done).toBe(false);
    expect((await events.next()).done).toBe(false);
    await expect(events.next()).rejects.toMatchObject({ code: "PROTOCOL" });
    expect(await events.next()).toEqual({ done: true, value: undefined });
    expect(stage.server.afters).toEqual([null]);
  });

  it("gives up on an error that will not pass, and tells it", async () => {
    await stage.set({ events: 6, subscriptions: [{ events: 0, cut: { error: "NOT_FOUND" } }] });
    await expect(read(watch())).rejects.toMatchObject({
      name: "RecoupError",
      code: "NOT_FOUND",
      requestId: "request-1",
    });
    expect(stage.server.afters).toEqual([null]);
  });

  it("gives up when its patience is at an end", async () => {
    const retried: string[] = [];
    await stage.set({}, { patienceMilliseconds: 20, onRetry: ({ code }) => retried.push(code) });
    await stage.server.close();
    await expect(read(watch())).rejects.toMatchObject({ code: "NETWORK" });
    expect(retried).toContain("NETWORK");
  });

  it("is not sent more than a slow reader can hold, and misses nothing", async () => {
    await stage.set({ events: 3_000 });
    const events = watch();
    await events.next();
    await stage.server.until(() => stage.server.left === 1);
    expect(stage.server.afters).toEqual([null]);
    expect(await read(events)).toEqual(numbers(2, 3_000));
    expect(stage.server.afters.slice(0, 2)).toEqual([null, "c1001"]);
  });

  it("ends at the server when its reader leaves", async () => {
    await stage.set({ events: 1_000_000 });
    for await (const { auctionEvents } of watch()) if (auctionEvents.sequence === 3) break;
    await stage.server.until(() => stage.server.left === 1);
    expect(stage.server.delivered).toBeLessThan(1_000_000);
  });

  it("is aborted by a signal, which also frees a reader that waits", async () => {
    await stage.set({ events: 1, subscriptions: [{ events: 0, cut: "nothing" }] });
    const [abort, reason] = [new AbortController(), new Error("enough")];
    const waiting = watch({ signal: abort.signal }).next();
    await stage.server.until(() => stage.server.afters.length === 1);
    abort.abort(reason);
    await expect(waiting).rejects.toBe(reason);
    await expect(watch({ signal: abort.signal }).next()).rejects.toBe(reason);
    expect(stage.server.afters).toEqual([null]);
  });

  it("gets a new token when its own has expired, and goes on", async () => {
    const tokens = ["first", "second", "third"];
    const valid = new Set(["first"]);
    const expire = { close: 4403 };
    await stage.set(
      {
        events: 6,
        subscriptions: [
          { events: 2, cut: expire },
          { events: 3, cut: expire },
        ],
        accepts: (token) => valid.has(token),
      },
      {
        token: () => {
          const token = tokens.shift() ?? "none";
          valid.clear();
          valid.add(token);
          return Promise.resolve(token);
        },
      },
    );
    expect(await read(watch())).toEqual([1, 2, 3, 4, 5, 6]);
    expect(stage.server.afters).toEqual([null, "c2", "c5"]);
    expect(stage.server.tokens).toEqual(["first", "second", "third"]);
  });

  it("gives up when a new token is refused as well", async () => {
    await stage.set({ accepts: () => false }, { token: () => Promise.resolve("revoked") });
    await expect(read(watch())).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
    expect(stage.server.tokens).toEqual(["revoked", "revoked"]);
  });
});
