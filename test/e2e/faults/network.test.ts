import { runOnce } from "../../support/database-server";
import { DurableDatabase } from "../../support/faults/durable-database";
import { FaultCluster, type WatchedAuction } from "../../support/faults/fault-cluster";
import { auctionProblems, bidThroughFault, runFault } from "../../support/faults/fault-run";
import { DROP_UNIQUE_KEY } from "../../support/mutants/batch-stores";

/** More than a subscriber needs to see an entry, if it did. */
const NEVER_MS = 5_000;

let database: DurableDatabase;
let cluster: FaultCluster;

beforeAll(async () => {
  database = await DurableDatabase.start();
  cluster = await FaultCluster.start(database);
});
afterAll(async () => {
  await cluster.stop();
  await database.remove();
});

/** Every watcher has seen what a node has just accepted, while the fault lasts. */
async function seeNext({ crowd, watchers }: WatchedAuction): Promise<void> {
  for (const node of cluster.nodes) {
    const sequence = await crowd.acceptedAt(node.httpUrl);
    await Promise.all(watchers.map(({ watcher }) => watcher.seen(sequence)));
  }
}

it.each<[string, (auction: WatchedAuction) => Promise<void>]>([
  [
    "connections that are reset",
    async ({ crowd }) => {
      cluster.node(0).wire.reset();
      await crowd.decided(10);
    },
  ],
  [
    "a black hole between a node and the database, in the middle of a batch",
    async ({ crowd }) => {
      const { wire } = cluster.node(0);
      await wire.commitSent();
      wire.blackHole();
      await crowd.troubled();
      await crowd.decided(10);
      wire.heal();
    },
  ],
  [
    "replies that are lost after the COMMIT was sent",
    async ({ crowd }) => {
      const { wire } = cluster.node(0);
      await wire.commitSent();
      wire.dropReplies();
      await crowd.troubled();
      await crowd.decided(10);
      wire.heal();
    },
  ],
  [
    "connections that a router forgot, in the middle of a batch",
    async ({ crowd }) => {
      const { wire } = cluster.node(0);
      await wire.commitSent();
      wire.forgetConnections();
      await crowd.troubled();
      await crowd.decided(10);
    },
  ],
  ["commits whose reply is cut off", () => cluster.node(0).wire.cutCommits(5)],
  [
    "wake-ups that are lost, nobody knows how",
    async (auction) => {
      for (const { wire } of cluster.nodes) wire.loseNotifications();
      await seeNext(auction);
      for (const { wire } of cluster.nodes) wire.heal();
    },
  ],
  [
    "the connection for wake-ups is cut, and a reader stalls",
    async (auction) => {
      auction.watchers[0]?.watcher.stall();
      for (const { wire } of cluster.nodes) wire.reset("recoup events");
      await auction.crowd.decided(40);
      auction.watchers[0]?.watcher.goOn();
      await seeNext(auction);
    },
  ],
])("P2, P5, P6, P16: %s", async (_what, fault) => {
  expect(await runFault(cluster, fault)).toEqual([]);
});

it("P16: what is asked over connections that a router forgot fails clearly, until others have taken their place", async () => {
  const { market } = cluster;
  const ask = () => market.send<object>(market.people.analyst, "{ portfolios { edges { node { id } } } }");
  await ask();
  cluster.node(0).wire.forgetConnections();
  const codes: unknown[] = [];
  for (let answer = await ask(); answer.errors; answer = await ask())
    codes.push(answer.errors[0]?.extensions["code"]);
  expect(new Set(codes)).toEqual(new Set(["UNAVAILABLE"]));
});

it("verify finds the journal sound", async () => {
  expect(await cluster.verify()).toMatch(/The journal is sound/);
});

describe("the checker has teeth", () => {
  it("P2: finds keys that nobody looks up", async () => {
    const mutants = await FaultCluster.start(database, { mutant: "no keys", nodes: 1 });
    try {
      await runOnce(mutants.databaseUrl, DROP_UNIQUE_KEY);
      const auction = await mutants.auction({ isWatched: false });
      await bidThroughFault(mutants, auction, () => mutants.node(0).wire.cutCommits(5));
      await mutants.market.close(auction.id);
      expect((await auctionProblems(mutants, auction)).join("\n")).toMatch(/bids that nobody sent/);
    } finally {
      await mutants.stop();
    }
  });

  it("P6: finds a feed that has nothing but wake-ups", async () => {
    const mutants = await FaultCluster.start(database, { mutant: "wake-ups alone" });
    try {
      const { crowd, watchers } = await mutants.auction();
      crowd.start();
      await crowd.decided(10);
      await crowd.stop();
      for (const { wire } of mutants.nodes) wire.loseNotifications();
      const sequence = await crowd.acceptedAt(mutants.node(0).httpUrl);
      const never = new Promise((resolve) => setTimeout(resolve, NEVER_MS, "never"));
      expect(await Promise.race([watchers[1]?.watcher.seen(sequence), never])).toBe("never");
    } finally {
      await mutants.stop();
    }
  });
});
