import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { readSettings } from "../../src/platform/settings";
import { Callers } from "../support/callers";
import { freshDatabase, type TestDatabase } from "../support/database";
import { amountText } from "../support/faults/recorded-bid";
import { sendBid } from "../support/faults/send-bid";
import { beginRequests, openSockets, send, subscribe, type Flooder } from "../support/floods";
import { Market } from "../support/market";
import { ServerProcess, type Ready } from "../support/server-process";

/** More than all floods but one want together, twice: whoever has gone is noticed a little later. */
const SOCKETS = 120;
/** A node that holds on to what floods leave would need far more; one that does not needs it for its own garbage. */
const GROWTH_BYTES = 400_000_000;
/** Far beyond what is promised: a busy machine is no failure, a bid that is not decided is. */
const PATIENCE_MS = 60_000;

let folder: string;
let database: TestDatabase;
let server: ServerProcess;
/** Somebody of the flooding firm whom the node has not counted anything of yet. */
let newcomer: () => Promise<Flooder>;
let ready: Ready;
let auctionId: string;
let bidders: readonly { readonly url: string; readonly token: string }[];
let amount = 10_000;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "recoup-floods-"));
  database = await freshDatabase();
  server = ServerProcess.fromSource({
    DATABASE_URL: database.url,
    RECOUP_DATA_DIR: folder,
    RECOUP_LIMIT_SOCKETS: `${SOCKETS}`,
  });
  ready = await server.ready();
  const callers = new Callers(readSettings({ RECOUP_DATA_DIR: folder }), () => ready.http);
  const market = new Market(callers);
  await market.send(market.people.admin, "{ viewer { id } }"); // the seller is known from now on
  auctionId = await market.auction(await market.portfolio({ accounts: 10 }));
  const [firms, flooding] = [["one", "another"], "flooding"];
  for (const firm of [...firms, flooding]) await market.admit(auctionId, await market.qualify(firm));
  await market.open(auctionId);
  const tokens = await Promise.all(firms.map((firm) => callers.token(market.firm(firm).bidder)));
  bidders = tokens.map((token) => ({ url: ready.http, token }));
  newcomer = async () => {
    const token = await callers.token({ ...market.firm(flooding).viewer, sub: randomUUID() });
    return { server: ready, authorization: `Bearer ${token}` };
  };
});
afterAll(async () => {
  await server.end();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

/** Two firms outbid each other for as long as the flood lasts; answers what became of their bids. */
async function bidDuring(flood: Promise<unknown>): Promise<readonly string[]> {
  const verdicts: string[] = [];
  let isOver = false;
  void flood.finally(() => (isOver = true)).catch(() => undefined); // whoever waits for it is told
  while (!isOver) {
    for (const bidder of bidders) {
      const input = {
        auctionId,
        amount: amountText(amount),
        idempotencyKey: randomUUID(),
        confirmHigh: true,
      };
      const { outcome } = await sendBid(bidder, input, PATIENCE_MS);
      verdicts.push(outcome.kind === "decided" ? outcome.verdict : JSON.stringify(outcome));
      amount += 1_000;
    }
  }
  return verdicts;
}

async function memory(): Promise<number> {
  const text = await (await fetch(ready.metrics)).text();
  return Number(/^recoup_process_resident_memory_bytes (\d+)/m.exec(text)?.[1]);
}

const nested = "auction { myBids(first: 1) { edges { node { ";
const deep = (number: number) =>
  `{ a${number}: bids(first: 1) { edges { node { ${nested.repeat(3)} id ${"} } } } ".repeat(3)} } } } }`;
const costly = (number: number) =>
  `{ a${number}: auctions(first: 100) { edges { node { myBids(first: 100) { edges { node { id } } } } } } }`;
const ofQuery = (query: (number: number) => string) => (number: number) =>
  JSON.stringify({ query: query(number) });
const events = () => `subscription { auctionEvents(auctionId: "${auctionId}") { cursor } }`;

const floods: readonly [string, (flooder: Flooder) => Promise<unknown>, unknown][] = [
  // The first, since nobody else has a WebSocket yet.
  [
    "WebSockets that say nothing, half of them more than a node takes, and requests that are begun and never ended",
    (flooder) =>
      Promise.all([
        openSockets(flooder, { sockets: 2 * SOCKETS, message: null }),
        beginRequests(flooder, 200),
      ]),
    [{ 1013: SOCKETS, 4408: SOCKETS }, { 408: 200 }],
  ],
  [
    "subscriptions",
    (flooder) => subscribe(flooder, { sockets: 8, each: 50, query: events() }),
    { OK: 8 * 20, "RATE_LIMITED, At most 20 subscriptions": 8 * 30 },
  ],
  [
    "documents that are too deep",
    (flooder) => send(flooder, { connections: 4, each: 50, body: ofQuery(deep) }),
    { "GRAPHQL_VALIDATION_FAILED, at most 10 depth": 200 },
  ],
  [
    "documents that cost too much",
    (flooder) => send(flooder, { connections: 4, each: 50, body: ofQuery(costly) }),
    { "GRAPHQL_VALIDATION_FAILED, at most 10000 cost": 200 },
  ],
  [
    "bodies that are too large",
    (flooder) => send(flooder, { connections: 4, each: 25, body: () => "x".repeat(150_000) }),
    { 413: 100 },
  ],
  [
    "messages that are too large",
    (flooder) => openSockets(flooder, { sockets: 40, message: "x".repeat(1_000_000) }),
    { 1009: 40 },
  ],
];

describe("P14: while a client floods the node", () => {
  it.each(floods)(
    "with %s, it hears the limits, and others' bids are decided",
    async (_with, begin, heard) => {
      const flood = begin(await newcomer());
      const verdicts = await bidDuring(flood);
      expect(await flood).toEqual(heard);
      expect(new Set(verdicts)).toEqual(new Set(["ACCEPTED"]));
      const health = await fetch(new URL("/health/ready", ready.http));
      expect(health.status).toBe(200);
    },
  );

  it("with operations beyond its fill, it is told so, and is the only one", async () => {
    const query = () => JSON.stringify({ query: "{ viewer { id } }" });
    const begun = performance.now();
    const flood = send(await newcomer(), { connections: 50, each: 40, body: query });
    const verdicts = await bidDuring(flood);
    const seconds = Math.ceil((performance.now() - begun) / 1_000) + 1;
    const { OK = 0, "RATE_LIMITED, At most 600 operations": refused = 0 } = await flood;
    expect(OK + refused).toBe(2_000);
    expect(OK).toBeLessThanOrEqual(600 * seconds);
    expect(new Set(verdicts)).toEqual(new Set(["ACCEPTED"]));
  });

  it("with all of it at once and again, its memory stays what it was", async () => {
    const before = await memory();
    for (let round = 0; round < 2; round += 1) {
      const all = Promise.all(floods.slice(1).map(async ([, begin]) => begin(await newcomer())));
      expect(new Set(await bidDuring(all))).toEqual(new Set(["ACCEPTED"]));
      await all;
    }
    expect((await memory()) - before).toBeLessThan(GROWTH_BYTES);
  });
});
