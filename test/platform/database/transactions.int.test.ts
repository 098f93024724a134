import { setTimeout as delay } from "node:timers/promises";
import { Client } from "pg";
import { DataSource } from "typeorm";
import { dataSourceOptions, NODE_SESSION } from "../../../src/platform/database/data-source";
import { isCutOff, isDatabaseAway } from "../../../src/platform/database/is-database-away";
import { Transactions } from "../../../src/platform/database/transactions";
import { freshDatabase, type TestDatabase } from "../../support/database";

/** A node's limits, made short. */
const SHORT = "-c lock_timeout=50ms -c statement_timeout=200ms -c idle_in_transaction_session_timeout=200ms";
const LONGER_SECONDS = 0.4;

let test: TestDatabase;
let database: DataSource;
let transactions: Transactions;
let other: Client;

beforeAll(async () => {
  test = await freshDatabase();
  const options = { url: test.url, poolSize: 1, sessionOptions: SHORT };
  database = await new DataSource(dataSourceOptions(options)).initialize();
  transactions = new Transactions(database);
  other = new Client({ connectionString: test.url });
  await other.connect();
  await other.query("CREATE TABLE note (id integer PRIMARY KEY)");
});
afterAll(async () => {
  await other.end();
  await database.destroy();
  await test.drop();
});

async function thrownBy(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => null,
    (error: unknown) => error,
  );
}

const SLOW = `SELECT pg_sleep(${LONGER_SECONDS})`;

it("a node's sessions limit how long they wait, work and say nothing", async () => {
  const node = new DataSource(dataSourceOptions({ url: test.url, sessionOptions: NODE_SESSION }));
  await node.initialize();
  const rows = await node.query<{ name: string }[]>(
    `SELECT name FROM pg_settings WHERE setting <> '0'
       AND name IN ('lock_timeout', 'statement_timeout', 'idle_in_transaction_session_timeout')`,
  );
  await node.destroy();
  expect(rows).toHaveLength(3);
});

it("a transaction that waits or works too long is cut off", async () => {
  expect(isCutOff(await thrownBy(transactions.run((tx) => tx.query(SLOW))))).toBe(true);
  await other.query("BEGIN; LOCK TABLE note");
  const waits = transactions.run((tx) => tx.query("INSERT INTO note VALUES (1)"));
  expect(isCutOff(await thrownBy(waits))).toBe(true);
  await other.query("ROLLBACK");
});

it("a transaction in which nothing is asked too long has done nothing, and the next one finds a connection", async () => {
  const silent = transactions.run(async (tx) => {
    await tx.query("INSERT INTO note VALUES (1)");
    await delay(LONGER_SECONDS * 1_000);
    await tx.query("INSERT INTO note VALUES (2)");
  });
  expect(isDatabaseAway(await thrownBy(silent))).toBe(true);
  expect(await transactions.run((tx) => tx.query("SELECT FROM note"))).toEqual([]);
});

it("long work may take its time, be silent as long as it says, and leaves the next its limits", async () => {
  await transactions.run(async (tx) => {
    await tx.beginLongWork({ silence: "1min" });
    await tx.query(SLOW);
    await delay(LONGER_SECONDS * 1_000);
    await tx.query("INSERT INTO note VALUES (3)");
  });
  expect(await transactions.run((tx) => tx.query("SELECT id FROM note"))).toEqual([{ id: 3 }]);
  expect(isCutOff(await thrownBy(transactions.run((tx) => tx.query(SLOW))))).toBe(true);
  const silent = transactions.run(async (tx) => {
    await tx.beginLongWork();
    await delay(LONGER_SECONDS * 1_000);
    await tx.query(SLOW);
  });
  expect(isDatabaseAway(await thrownBy(silent))).toBe(true);
});
