import { DataSource, type EntityManager } from "typeorm";
import { acceptedBids } from "../../src/auction/auction.store";
import { BidOrder } from "../../src/auction/auction-enums.graphql";
import type { BidCommand } from "../../src/auction/bidding/bid-command";
import { listBids } from "../../src/auction/history/bid-history.store";
import { readBids, type ExportSource } from "../../src/auction/history/export-bids.store";
import type { AuctionExport } from "../../src/auction/history/export-auction";
import { writeAuctionExport } from "../../src/auction/history/write-auction-export";
import { AuctionRecords } from "../../src/auction/proof/verify-auction.store";
import { closedSetStore, insertShares, readClosedSet } from "../../src/auction/sealing/closed-set.store";
import { OrganizationKind, Role, type Viewer } from "../../src/platform/access/viewer";
import { dataSourceOptions } from "../../src/platform/database/data-source";
import { ensurePartitions } from "../../src/platform/database/partitions";
import type { Transaction } from "../../src/platform/database/transactions";
import { systemIdentifiers } from "../../src/platform/identifiers";
import type { Id } from "../../src/platform/ids";
import { AuctionPart } from "../support/auction-part";
import { AuctionWorld } from "../support/auction-world";
import { boxedCommandOf, commandOf } from "../support/bid-command";
import { freshDatabase, type TestDatabase } from "../support/database";
import { insertManyBids, keepStatistics, type ManyBids } from "../support/many-bids";
import { CountingConnection } from "../support/query-plan";
import { SEALING } from "../support/sealed-auction";

const FIRMS = 64;
const BIDS = 4_000;
/** Few beside the bids, since tables with a row a firm may be read whole for each. */
const SOME_FIRMS = 8;
const PAGE = 100;
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

describe("where statistics know of a small auction alone, of one with many sealed bids", () => {
  const NOBODY = "00000000-0000-0000-0000-000000000000";
  let world: AuctionWorld;
  let auctionId: Id;
  let openId: Id;
  let custodianId: Id;

  beforeAll(async () => {
    world = await AuctionWorld.start();
    await ensurePartitions(world.database);
    const firms = await Promise.all(
      Array.from({ length: SOME_FIRMS }, (_, index) => world.firm(`f${index}`)),
    );
    await sealedAuction(firms, 2 * SOME_FIRMS);
    await keepStatistics(world.database);
    auctionId = await sealedAuction(firms, BIDS);
    openId = await openAuction(firms.slice(0, 2), BIDS);
    custodianId = systemIdentifiers.next();
    await world.transactions.run(async (tx) => {
      const { bids = [] } = (await readClosedSet(tx, auctionId)) ?? {};
      expect(bids).toHaveLength(SOME_FIRMS);
      const shares = new Map(bids.map(({ sequence }) => [sequence, Buffer.alloc(33)]));
      await insertShares(tx, { auctionId, custodianId, shares, submittedBy: NOBODY, submittedAt: 0n });
      await tx.query(
        `INSERT INTO opened_bid (auction_id, sequence, amount_minor, rank)
         SELECT $1, sequence, sequence, sequence FROM unnest($2::integer[]) AS sequence`,
        [auctionId, [...shares.keys()]],
      );
    });
  });
  afterAll(() => world.stop());

  /** Of firms that outbid each other. */
  async function openAuction(firms: readonly Id[], bids: number): Promise<Id> {
    const id = await world.auction({ opensIn: 0, closesIn: 3_600 }, { increments: [{ from: 0n, step: 1n }] });
    await new AuctionPart(world, id).admit(firms);
    await decideAll(
      id,
      Array.from({ length: bids }, (_, n) => commandOf(id, firms[n % firms.length] ?? "", BigInt(100 + n))),
    );
    return id;
  }

  /** A few at a time, so that a slow machine has each decided before its connection gives up. */
  async function decideAll(id: Id, commands: readonly BidCommand[]): Promise<void> {
    const arbiter = world.arbiter();
    for (let first = 0; first < commands.length; first += PAGE)
      await arbiter.decide(id, commands.slice(first, first + PAGE));
  }

  /** Closed; each firm's bids replace each other. */
  async function sealedAuction(firms: readonly Id[], bids: number): Promise<Id> {
    const terms = { format: "SEALED_FIRST_PRICE" as const, increments: [], sealing: SEALING };
    const id = await world.auction({ opensIn: 0, closesIn: 3_600 }, terms);
    const part = new AuctionPart(world, id);
    await part.admit(firms);
    const commands = Array.from({ length: bids }, (_, n) =>
      boxedCommandOf(id, firms[n % firms.length] ?? ""),
    );
    await decideAll(id, commands);
    await part.command(async (tx) => ({
      type: "Close",
      reason: "Enough was bid.",
      facts: { interruptionSeconds: 0, exclusions: [], bids: await acceptedBids(tx, id) },
    }));
    return id;
  }

  /** What the busiest node of any statement handled. */
  async function mostFor(read: (connection: unknown) => Promise<unknown>): Promise<number> {
    const counting = new CountingConnection(world.database);
    await read(counting.pool);
    expect(counting.statements).not.toEqual([]);
    return Math.max(...counting.statements.map(({ most }) => most));
  }

  it("what there is to open is looked up for each firm", async () => {
    const most = await mostFor((reader) => readClosedSet(reader as Transaction, auctionId));
    expect(most).toBeLessThanOrEqual(3 * BIDS);
  });

  it("what a custodian brought is looked up for each share", async () => {
    const brought = { auctionId, custodianId, submittedBy: NOBODY };
    const store = closedSetStore(world.database);
    const most = await mostFor((tx) => store.sharesBroughtBy(tx as Transaction, brought));
    expect(most).toBeLessThanOrEqual(3 * BIDS);
  });

  it("the history is exported in as much as there is to write", async () => {
    const source = { auction: { id: auctionId, sequence: BIDS * 2 }, audience: { kind: "SELLER" } };
    const most = await mostFor((pool) => drain(readBids(pool as DataSource, source as ExportSource)));
    expect(most).toBeLessThanOrEqual(3 * BIDS);
  });

  it("boxes and shares are exported in as much as there is to write", async () => {
    const source: AuctionExport = {
      auctionId,
      reader: { kind: "auditor" },
      mayRead: () => true,
      disclose: () => Promise.resolve([]),
      boxes: "all",
      shares: "all",
      size: BIDS * 2,
      clock: 0n,
    };
    const most = await mostFor((pool) => drain(writeAuctionExport(pool as DataSource, source)));
    expect(most).toBeLessThanOrEqual(3 * BIDS);
  });

  it("a page of the history is read without its firms' other bids", async () => {
    const organization = {
      id: world.sellerId,
      kind: OrganizationKind.SELLER,
      slug: "seller",
      name: "Seller",
    };
    const credential = { credentialId: world.admin.id, expiresAt: null };
    const viewer: Viewer = { actor: world.admin, organization, roles: [Role.ANALYST], ...credential };
    for (const order of Object.values(BidOrder)) {
      const page = { viewer, filter: { auctionIds: [openId] }, order, after: null, limit: PAGE };
      const most = await mostFor(async (pool) => {
        expect(await listBids(pool as DataSource, page)).toHaveLength(PAGE);
      });
      expect(most).toBeLessThanOrEqual(BIDS);
    }
  });
});

/** Reads it to its end. */
async function drain(source: AsyncIterable<unknown>): Promise<void> {
  const reader = source[Symbol.asyncIterator]();
  while (!(await reader.next()).done);
}
