import type { Pool } from "pg";
import { DataSource } from "typeorm";
import { dataSourceOptions } from "../../../src/platform/database/data-source";
import { isDatabaseAway } from "../../../src/platform/database/is-database-away";
import { Transactions } from "../../../src/platform/database/transactions";
import { freshDatabase, type TestDatabase } from "../../support/database";
import { LossyWay } from "../../support/lossy-way";

/** After which a pool's connection is looked into; short, since the tests wait for it. */
const SHORT_MS = 200;

let test: TestDatabase;
let way: LossyWay;
let database: DataSource;

beforeEach(async () => {
  test = await freshDatabase();
  way = await LossyWay.to(test.url);
  const options = dataSourceOptions({ url: way.url, poolSize: 2 });
  const short = { silenceMilliseconds: SHORT_MS, patienceMilliseconds: SHORT_MS };
  const extra = { ...(options.extra as object), ...short };
  database = await new DataSource({ ...options, extra }).initialize();
});
afterEach(async () => {
  await database.destroy();
  way.close();
  await test.drop();
});

const thrownBy = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

describe("a pool whose network swallows everything and says nothing", () => {
  it("fails what was asked, and works again by itself although the connection never ends", async () => {
    way.forgetConnections();
    const error = await thrownBy(database.query("SELECT 1"));
    expect(String(error)).toMatch(/The database did not answer/);
    expect(isDatabaseAway(error)).toBe(true);
    expect(await database.query("SELECT 2 AS two")).toEqual([{ two: 2 }]);
  });

  it("fails a transaction in the middle, and whatever it asks behind that", async () => {
    const transactions = new Transactions(database);
    const error = await thrownBy(
      transactions.run(async (tx) => {
        await tx.query("SELECT 1");
        way.forgetConnections();
        await thrownBy(tx.query("SELECT 2"));
        return tx.query("SELECT 3");
      }),
    );
    expect(isDatabaseAway(error)).toBe(true);
    expect(await transactions.run((tx) => tx.query("SELECT 4 AS four"))).toEqual([{ four: 4 }]);
  });

  it("fails what was asked when nobody can be asked about it, either", async () => {
    way.losesAnswers = true;
    expect(isDatabaseAway(await thrownBy(database.query("SELECT 1")))).toBe(true);
    way.losesAnswers = false;
    expect(await database.query("SELECT 2 AS two")).toEqual([{ two: 2 }]);
  });
});

it("waits for as long as the database works on what was asked", async () => {
  const holder = database.createQueryRunner();
  await holder.query("SELECT pg_advisory_lock(1)");
  const waiting = database.query("SELECT pg_advisory_lock(1)");
  await way.connected(1 + 4); // its own, and the database has been asked about it again and again
  await holder.query("SELECT pg_advisory_unlock(1)");
  expect(await waiting).toEqual([{ pg_advisory_lock: "" }]);
  await holder.release();
});

it("says that there is no free connection rather than wait for one for ever", async () => {
  const small = await new DataSource(dataSourceOptions({ url: way.url, poolSize: 1 })).initialize();
  const { master } = small.driver as unknown as { master: Pool };
  master.options.connectionTimeoutMillis = 100; // only now: connecting may take longer
  const holder = small.createQueryRunner();
  await holder.connect();
  expect(isDatabaseAway(await thrownBy(small.query("SELECT 1")))).toBe(true);
  await holder.release();
  await small.destroy();
});

it.each([
  ["a rule of the database", Object.assign(new Error("violates"), { code: "23505" })],
  ["a bug", new TypeError("undefined is not a function")],
  ["no error", "08006"],
])("%s does not mean that the database is away", (_what, thrown) => {
  expect(isDatabaseAway(thrown)).toBe(false);
});
