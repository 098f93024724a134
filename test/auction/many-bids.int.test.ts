import { DataSource, type EntityManager } from "typeorm";
import { acceptedBids } from "../../src/auction/auction.store";
import { AuctionRecords } from "../../src/auction/proof/verify-auction.store";
import { dataSourceOptions } from "../../src/platform/database/data-source";
import type { Transaction } from "../../src/platform/database/transactions";
import type { Id } from "../../src/platform/ids";
import { freshDatabase, type TestDatabase } from "../support/database";
import { insertManyBids, keepStatistics, type ManyBids } from "../support/many-bids";
import { CountingConnection } from "../support/query-plan";

const FIRMS = 64;
const BIDS = 4_000;
const auction = (last: string, isSealed: boolean, bids = BIDS): ManyBids => ({
  auctionId: `01900000-0000-7000-8000-${last.padStart(12, "0")}`,
  isSealed,
  firms: FIRMS,
  bids,
});
const SEALED = auction("a1", true);
const OPEN = auction("a2", false);

let test: TestDatabase;
let database: DataSource;

describe.each<[string, readonly ManyBids[]]>([
  ["nothing", []],
  ["another auction", [auction("a0", false)]],
  ["another auction of few bids", [auction("a0", true, 100)]],
])("where statistics know of %s, however many bids an auction has", (_what, known) => {
  beforeAll(async () => {
    test = await freshDatabase();
    database = await new DataSource(dataSourceOptions({ url: test.url, poolSize: 1 })).initialize();
    for (const other of known) await insertManyBids(database, other);
    await keepStatistics(database);
    for (const many of [SEALED, OPEN]) await insertManyBids(database, many);
  });
  afterAll(async () => {
    await database.destroy();
    await test.drop();
  });

  it.each<[string, (connection: unknown, auctionId: Id) => Promise<unknown>]>([
    ["closing, voiding and ranking", (tx, auctionId) => acceptedBids(tx as Transaction, auctionId)],
    [
      "verifying",
      (manager, auctionId) =>
        new AuctionRecords(manager as EntityManager, auctionId).acceptedBids(BIDS + 1, new Map()),
    ],
  ])("its accepted bids are read once for %s", async (_what, read) => {
    for (const { auctionId } of [SEALED, OPEN]) {
      const counting = new CountingConnection(database);
      await read(counting.pool, auctionId);
      for (const { most } of counting.statements) expect(most).toBeLessThanOrEqual(3 * BIDS);
    }
  });
});
