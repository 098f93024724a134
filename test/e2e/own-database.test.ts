import { Client } from "pg";
import { readSettings } from "../../src/platform/settings";
import { ensureBuilt } from "../support/built";
import { Callers } from "../support/callers";
import { runOnce } from "../support/database-server";
import { DurableDatabase } from "../support/faults/durable-database";
import { Market } from "../support/market";
import { ServerProcess } from "../support/server-process";

/** Somebody else's server: it was there before ours, and stays. */
let postgres: DurableDatabase;
let name: string;
let servers: ServerProcess[] = [];

beforeAll(async () => {
  ensureBuilt();
  postgres = await DurableDatabase.start();
  name = await postgres.create();
});
afterEach(async () => {
  await Promise.all(servers.map((server) => server.end()));
  servers = [];
});
afterAll(() => postgres.remove());

/** `npm start` on the server's database, and a market on it. */
async function start() {
  const environment = {
    DATABASE_URL: postgres.url(name),
    RECOUP_DATA_DIR: postgres.folderOf("node"),
    RECOUP_DURABILITY: "on",
  };
  const server = ServerProcess.byNpm(environment);
  servers.push(server);
  const { http } = await server.ready();
  return { server, http, market: new Market(new Callers(readSettings(environment), () => http)) };
}

/** Who is connected to the database, but for whoever asks. */
async function connected(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ application_name: string }>(
    "SELECT application_name FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
  );
  return rows.map((row) => row.application_name);
}

it("npm start migrates a PostgreSQL of one's own and sells on it; SIGTERM leaves that server running, with what was sold", async () => {
  const { server, http, market } = await start();
  expect((await fetch(new URL("/health/ready", http))).status).toBe(200);
  await market.send(market.people.admin, "{ viewer { id } }"); // the seller is known from now on
  const buyerId = await market.qualify("harbor");
  const auctionId = await market.auction(await market.portfolio({ accounts: 10 }));
  await market.admit(auctionId, buyerId);
  await market.open(auctionId);
  const bid = await market.bid("harbor", auctionId, { amount: "100.00" });
  expect(bid).toMatchObject({ decision: "ACCEPTED" });

  const client = new Client({ connectionString: postgres.url(name) });
  await client.connect();
  const { rows: migrations } = await client.query("SELECT name FROM schema_migration");
  expect(migrations.length).toBeGreaterThan(0);
  expect(await connected(client)).toContain("recoup bidding");

  server.signal("SIGTERM");
  expect(await server.ended).toBe(0);
  expect(await connected(client)).toEqual([]); // on the connection from before: the server has not been stopped
  const { rows } = await client.query("SELECT sequence FROM bid WHERE auction_id = $1", [auctionId]);
  expect(rows).toEqual([{ sequence: bid.sequence }]);
  await client.end();
});

it("the next start finds all as it was, and migrates nothing", async () => {
  const applied = "SELECT id, name FROM schema_migration ORDER BY id";
  const { rows: before } = await runOnce(postgres.url(name), applied);
  const { market } = await start();
  const { data } = await market.send<{ auctions: { edges: { node: { status: string } }[] } }>(
    market.people.analyst,
    "{ auctions { edges { node { status } } } }",
  );
  expect(data?.auctions.edges.map(({ node }) => node.status)).toEqual(["OPEN"]);
  expect((await runOnce(postgres.url(name), applied)).rows).toEqual(before);
});

it("a database that cannot be reached is named, and the exit status is 1", async () => {
  const server = ServerProcess.byNpm({ DATABASE_URL: postgres.url("there_is_none") });
  servers.push(server);
  expect(await server.ended).toBe(1);
  expect(server.err.join("\n")).toMatch(/Recoup could not start: .*database "there_is_none" does not exist/);
});
