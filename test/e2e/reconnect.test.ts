import { AuctionEventsDocument } from "../../src/client";
import { overWebSocket, RawSocket, type Message } from "../platform/server/transports";
import { TestApp } from "../support/app";
import { deliveryProblems } from "../support/delivery-checker";
import { LiveWatcher } from "../support/live-watcher";
import { Market } from "../support/market";

let app: TestApp;
let market: Market;

beforeAll(async () => {
  app = await TestApp.start({ nodes: 2 });
  market = new Market(app);
  await app.send(market.people.admin, "{ viewer { id } }");
}, 60_000);
afterAll(() => app.stop());

/** An open auction in which every bid that moves the price extends, and its firms. */
async function extendingAuction(names: readonly string[]): Promise<string> {
  const far = Date.now() + 36_000_000;
  const auctionId = await market.auction(await market.portfolio(), {
    extension: {
      windowSeconds: 36_000,
      addedSeconds: 36_000,
      mode: "RESET",
      hardEndAt: new Date(far * 2).toISOString(),
    },
  });
  for (const name of names) await market.admit(auctionId, await market.qualify(name));
  return auctionId;
}

interface Event {
  readonly __typename: string;
  readonly cursor: string;
  readonly sequence: number;
}

const eventOf = ({ payload }: Message): Event =>
  (payload as { data: { auctionEvents: Event } }).data.auctionEvents;

const events = (auctionId: string, after: string | null) => ({
  query: String(AuctionEventsDocument),
  variables: { auctionId, after },
});

/** The entries that a firm is told, by the journal. */
async function toldTo(name: string, auctionId: string): Promise<{ type: string; sequence: number }[]> {
  const query = "query ($id: ID!) { journal(stream: $id, first: 100) { edges { node { type sequence } } } }";
  const { data } = await app.send<{ journal: { edges: { node: { type: string; sequence: number } }[] } }>(
    market.firm(name).viewer,
    query,
    { id: auctionId },
  );
  const untold = ["AuctionScheduled", "BuyerInvited", "NdaSigned", "BuyerAdmitted", "LimitSet"];
  return (data?.journal.edges ?? []).map(({ node }) => node).filter(({ type }) => !untold.includes(type));
}

describe("case 23: reconnecting", () => {
  it("case 23: reconnect during an extension with the last cursor seen: every missed event once, in order", async () => {
    const auctionId = await extendingAuction(["alpha", "beta"]);
    await market.open(auctionId);
    const [first, second] = app.nodes;
    if (!first || !second) throw new Error("Two nodes run");
    const authorization = `Bearer ${await app.token(market.firm("alpha").viewer)}`;
    const socket = await RawSocket.open(first);
    await socket.init(authorization);
    const snapshot = eventOf(await socket.ask("1", events(auctionId, null)));
    expect(snapshot.__typename).toBe("AuctionSnapshot");

    await market.bid("alpha", auctionId, { amount: "100.00" });
    const seen = eventOf(await socket.next());
    expect(seen.__typename).toBe("BidAccepted");
    socket.socket.terminate(); // between a bid and the extension that belongs to it
    await socket.closed;
    for (const [index, name] of ["beta", "alpha", "beta"].entries())
      await market.bid(name, auctionId, { amount: `${200 + 100 * index}.00` });

    const again = await RawSocket.open(second);
    await again.init(authorization);
    const received = [eventOf(await again.ask("1", events(auctionId, seen.cursor)))];
    await market.bid("alpha", auctionId, { amount: "900.00" });
    const expected = (await toldTo("alpha", auctionId)).filter(({ sequence }) => sequence > seen.sequence);
    while (received.length < expected.length) received.push(eventOf(await again.next()));
    expect(received.map(({ __typename, sequence }) => ({ type: __typename, sequence }))).toEqual(expected);
    expect(expected.map(({ type }) => type)).toEqual([
      "AuctionExtended",
      ...Array.from({ length: 4 }, () => ["BidAccepted", "AuctionExtended"]).flat(),
    ]);
    again.close();
  });

  it("case 23: watchers that are cut off after every event, on either node, miss and repeat nothing", async () => {
    const names = ["gamma", "delta", "epsilon"];
    const auctionId = await extendingAuction(names);
    const urls = app.nodes.map(({ wsUrl }) => wsUrl);
    const watchers = await Promise.all(
      names.map(async (name, index) => {
        const token = await app.token(market.firm(name).viewer);
        return { name, watcher: new LiveWatcher({ urls, token, auctionId, cutAfter: 1 + index }) };
      }),
    );
    await market.open(auctionId);
    for (let bid = 0; bid < 30; bid += 1)
      await market.bid(String(names[bid % 3]), auctionId, { amount: `${100 + 10 * bid}.00` });
    await market.close(auctionId);
    await market.award(auctionId);
    for (const { name, watcher } of watchers) {
      await watcher.completed;
      const told = (await toldTo(name, auctionId)).map(({ sequence }) => sequence);
      const [snapshot = 0, ...received] = watcher.received;
      expect(
        deliveryProblems(
          told.filter((sequence) => sequence > snapshot),
          received,
        ),
      ).toEqual([]);
      expect(received.length).toBeGreaterThanOrEqual(60); // 30 bids, each of which extended
    }
  }, 60_000);

  it.each([
    ["another auction's", async () => cursorOf(await extendingAuction([]))],
    ["nobody's", () => Promise.resolve("eyJzIjoxfQ")],
  ])("case 23: %s cursor is BAD_USER_INPUT", async (_whose, make) => {
    const auctionId = await extendingAuction([]);
    const operation = events(auctionId, await make());
    const authorization = `Bearer ${await app.token(market.people.admin)}`;
    const { errors } = await overWebSocket(app.node, operation, authorization);
    expect(errors?.[0]?.extensions?.["code"]).toBe("BAD_USER_INPUT");
  });

  async function cursorOf(auctionId: string): Promise<string> {
    const query = "query ($id: ID!) { auction(id: $id) { cursor } }";
    const { data } = await app.send<{ auction: { cursor: string } }>(market.people.admin, query, {
      id: auctionId,
    });
    return String(data?.auction.cursor);
  }
});
