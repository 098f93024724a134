import { randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { Client } from "pg";
import { findServer } from "../../src/platform/database/embedded-server";
import { readSettings } from "../../src/platform/settings";
import { Callers } from "../support/callers";
import { EmbeddedFolder } from "../support/embedded-folder";
import { filesWith, Marker, tablesWith } from "../support/marker";
import { Market } from "../support/market";
import { newCustodian, SealedMarket } from "../support/sealed-market";
import { ServerProcess } from "../support/server-process";

/** Promise P8: whoever has the database, its files, the logs and even the node's memory cannot read a sealed amount. */
const BY_CLIENT = new Marker("271828182845904.52");
const BY_SERVER = new Marker("314159265358979.32");
const WRITTEN_DOWN = new Marker("161803398874989.48");
const INDICATED_BY_CLIENT = new Marker("173205080756887.72");
const INDICATED_BY_SERVER = new Marker("223606797749978.96");
const IN_THE_BREAK = new Marker("244948974278317.80");
const ABOVE_THE_PRICE = new Marker("264575131106459.05");
/** A bid that everybody may read: what the search must find. */
const OPEN = new Marker("141421356237309.50");
const NO_LIMIT = { exposureLimit: { amount: "999999999999999.99", currency: "USD" } };

let folder: EmbeddedFolder;
let server: ServerProcess;
let database: Client;
let market: Market;
let snapshots: string;
beforeAll(async () => {
  folder = await EmbeddedFolder.make();
  snapshots = path.join(path.dirname(folder.path), "snapshots");
  mkdirSync(snapshots);
  await withStatistics();
  server = start();
  const { http } = await server.ready();
  database = await connect();
  await database.query("CREATE EXTENSION pg_stat_statements");
  const callers = new Callers(readSettings({ RECOUP_DATA_DIR: folder.path }), () => http);
  market = new Market(callers);
  await bidEverywhere();
  await database.query("CHECKPOINT");
});
afterAll(async () => {
  await database.end();
  await server.end();
  await folder.remove();
});

function start(): ServerProcess {
  const snapshot = ["--heapsnapshot-signal=SIGUSR2", `--diagnostic-dir=${snapshots}`];
  const environment = { RECOUP_DATA_DIR: folder.path, PORT: "0", LOG_LEVEL: "trace" };
  return ServerProcess.program([...snapshot, "src/main.ts"], environment);
}

/** Statements are counted by text from the next start on. */
async function withStatistics(): Promise<void> {
  const first = start();
  try {
    await first.ready();
    const client = await connect();
    await client.query("ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements'");
    await client.end();
    first.signal("SIGTERM");
    await first.ended;
  } finally {
    await first.end();
  }
}

async function connect(): Promise<Client> {
  const running = findServer(folder.cluster);
  if (!running) throw new Error("The database does not run");
  const client = new Client(folder.cluster.url(running.port, "recoup"));
  await client.connect();
  return client;
}

const INDICATIONS = {
  format: "BEST_AND_FINAL",
  bestAndFinal: { startsAfterSeconds: 60, bindingSeconds: 3_600 },
};

/** One auction of each kind, all of them open. */
async function bidEverywhere(): Promise<void> {
  const hybrid = await takenAuction();
  await market.bid("above-firm", hybrid, { amount: IN_THE_BREAK.amount });
  const custodians = await Promise.all(["Notary", "Auditor", "Exchange"].map((name) => newCustodian(name)));
  const sealing = {
    sealer: "CLIENT",
    threshold: 2,
    custodians: custodians.map(({ custodian }) => custodian),
  };
  await bidSealed("sealing-firm", BY_CLIENT, { sealing });
  await bidSealed("indicating-firm", INDICATED_BY_CLIENT, { sealing, ...INDICATIONS });
  const indicated = await SealedMarket.open(market, INDICATIONS, {
    firms: ["telling-firm"],
    qualification: NO_LIMIT,
  });
  await market.bid("telling-firm", indicated.auctionId, { amount: INDICATED_BY_SERVER.amount });

  const firms = ["plain-firm", "literal-firm"];
  const byServer = await SealedMarket.open(market, {}, { firms, qualification: NO_LIMIT });
  const { auctionId } = byServer;
  await market.bid("plain-firm", auctionId, { amount: BY_SERVER.amount });
  const written = `mutation { placeBid(input: { auctionId: "${auctionId}", idempotencyKey: "${randomUUID()}",
    amount: "${WRITTEN_DOWN.amount}", confirmHigh: true }) { __typename } }`;
  const { data } = await market.send<{ placeBid: unknown }>(market.firm("literal-firm").bidder, written);
  expect(data?.placeBid).toEqual({ __typename: "PlacedBid" });

  const english = await market.auction(await market.portfolio());
  await market.admit(english, await market.qualify("open-firm", NO_LIMIT));
  await market.open(english);
  await market.bid("open-firm", english, { amount: OPEN.amount });

  while ((await phaseOf(hybrid)) !== "SEALED");
  const { decision } = await market.bid("above-firm", hybrid, { amount: ABOVE_THE_PRICE.amount });
  expect(decision).toBe("ACCEPTED");
}

async function bidSealed(firm: string, marker: Marker, terms: Record<string, unknown>): Promise<void> {
  const auction = await SealedMarket.open(market, terms, { firms: [firm], qualification: NO_LIMIT });
  const { input } = await auction.box(firm, marker.minor);
  const selection = "... on PlacedBid { bid { decision } }";
  const { bid } = await market.mutate(market.firm(firm).bidder, "placeBid", { ...input }, selection);
  expect(bid).toEqual({ decision: "ACCEPTED" });
}

/** HYBRID, in the break before its sealed round: somebody took the price. */
async function takenAuction(): Promise<string> {
  const terms = { format: "HYBRID", reserveVisibility: "DISCLOSED", increments: [] };
  const auctionId = await market.auction(await market.portfolio({ floor: "50.00" }), terms);
  for (const firm of ["taking-firm", "above-firm"])
    await market.admit(auctionId, await market.qualify(firm, NO_LIMIT));
  await market.open(auctionId);
  await market.bid("taking-firm", auctionId, { amount: "100.00" });
  expect(await phaseOf(auctionId)).toBe("FIRST_BREAK");
  return auctionId;
}

async function phaseOf(auctionId: string): Promise<unknown> {
  const query = "query ($id: ID!) { auction(id: $id) { phase } }";
  const { data } = await market.send<{ auction: { phase: string } }>(market.people.admin, query, {
    id: auctionId,
  });
  return data?.auction.phase;
}

describe.each([
  ["sealed by the buyer's program", BY_CLIENT],
  ["sealed by the server", BY_SERVER],
  ["sealed by the server from a document that writes it down", WRITTEN_DOWN],
  ["indicated, sealed by the buyer's program", INDICATED_BY_CLIENT],
  ["indicated, sealed by the server", INDICATED_BY_SERVER],
  ["sent in HYBRID's break, and refused", IN_THE_BREAK],
  ["above HYBRID's falling price, sealed by the server", ABOVE_THE_PRICE],
])("an amount %s", (_what, marker) => {
  it("is in no row of any table", async () => {
    expect(await tablesWith(marker, database)).toEqual([]);
  });

  it("is in no file of the database: no table, no write-ahead log, no log", () => {
    expect(filesWith(marker, folder.path)).toEqual([]);
  });

  it("is in nothing that the server logged, at the level that tells most", () => {
    expect([...server.out, ...server.err].filter((line) => marker.isIn(line))).toEqual([]);
  });

  it("is in no statement that the database counts", async () => {
    const { rows } = await database.query<{ query: string }>("SELECT query FROM pg_stat_statements");
    expect(rows.length).toBeGreaterThan(100);
    expect(rows.filter(({ query }) => marker.isIn(query))).toEqual([]);
  });
});

it("no sealed amount is in the node's memory", async () => {
  server.signal("SIGUSR2");
  const find = () => readdirSync(snapshots).filter((file) => file.endsWith(".heapsnapshot"));
  while (find().length === 0) await market.send(market.people.admin, "{ __typename }");
  await market.send(market.people.admin, "{ __typename }"); // it answers again: the snapshot is whole
  const [file = ""] = find();
  const heap = readFileSync(path.join(snapshots, file));
  expect(heap.includes("sealing-firm")).toBe(true);
  const sealed = [
    BY_CLIENT,
    INDICATED_BY_CLIENT,
    BY_SERVER,
    WRITTEN_DOWN,
    INDICATED_BY_SERVER,
    IN_THE_BREAK,
    ABOVE_THE_PRICE,
  ];
  expect(sealed.filter((marker) => marker.isIn(heap))).toEqual([]);
});

it("an amount that was not sealed is found by the same search", async () => {
  expect(await tablesWith(OPEN, database)).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^public\.bid_/),
      expect.stringMatching(/^public\.journal_entry_/),
    ]),
  );
  expect(filesWith(OPEN, folder.path)).toEqual(expect.arrayContaining([expect.stringContaining("pg_wal")]));
  expect(filesWith(OPEN, folder.path)).toEqual(expect.arrayContaining([expect.stringContaining("base")]));
});
