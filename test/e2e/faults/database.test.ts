import { runOnce } from "../../support/database-server";
import { DurableDatabase } from "../../support/faults/durable-database";
import { FaultCluster, type WatchedAuction } from "../../support/faults/fault-cluster";
import { auctionProblems, bidThroughFault, runFault } from "../../support/faults/fault-run";

/** More than a mutant needs to come back, if it did. */
const NEVER_MS = 5_000;

let database: DurableDatabase;

beforeAll(async () => {
  database = await DurableDatabase.start();
});
afterAll(() => database.remove());

describe("a database that goes away", () => {
  let cluster: FaultCluster;

  beforeAll(async () => {
    cluster = await FaultCluster.start(database);
  });
  afterAll(() => cluster.stop());

  it.each([
    ["every process of it is killed", () => database.kill()],
    ["an immediate stop", () => database.stopImmediately()],
  ] as const)("P1, P2, P5, P6, P16: %s, in the middle of a batch", async (_how, stop) => {
    const problems = await runFault(cluster, async ({ crowd }) => {
      await cluster.node(0).wire.commitSent();
      await stop();
      await crowd.troubled();
      await database.restart();
    });
    expect(problems).toEqual([]);
  });

  it("verify finds the journal sound", async () => {
    expect(await cluster.verify()).toMatch(/The journal is sound/);
  });
});

describe("the checker has teeth", () => {
  /** Runs on nodes that have a bug, or on a database that does. */
  async function withMutant(
    options: Parameters<typeof FaultCluster.start>[1],
    use: (cluster: FaultCluster, auction: WatchedAuction) => Promise<void>,
  ): Promise<void> {
    const cluster = await FaultCluster.start(database, options);
    try {
      await use(cluster, await cluster.auction({ isWatched: false }));
    } finally {
      await cluster.stop();
    }
  }

  it("P1: finds what a database lost that does not wait for its disk", async () => {
    await withMutant({ environment: { RECOUP_DURABILITY: "off" } }, async (cluster, auction) => {
      // So seldom does it write by itself that nothing else does the waiting for it.
      for (const setting of ["wal_writer_delay = '10s'", "synchronous_commit = 'off'"])
        await runOnce(cluster.databaseUrl, `ALTER SYSTEM SET ${setting}`);
      await runOnce(cluster.databaseUrl, "SELECT pg_reload_conf()");
      await bidThroughFault(cluster, auction, async ({ crowd }) => {
        await database.kill();
        await crowd.troubled();
        await database.restart();
      });
      await cluster.market.close(auction.id);
      expect((await auctionProblems(cluster, auction)).join("\n")).toMatch(/was acknowledged and is lost/);
      await runOnce(cluster.databaseUrl, "ALTER SYSTEM RESET ALL");
      await runOnce(cluster.databaseUrl, "SELECT pg_reload_conf()");
    });
  });

  it("P16: finds a node that connects once", async () => {
    await withMutant({ mutant: "connects once", nodes: 1 }, async (_cluster, { crowd }) => {
      crowd.start();
      await crowd.decided(10);
      await database.stopImmediately();
      await crowd.troubled();
      await database.restart();
      const never = new Promise((resolve) => setTimeout(resolve, NEVER_MS, "never"));
      expect(await Promise.race([crowd.decided(1), never])).toBe("never");
    });
  });
});
