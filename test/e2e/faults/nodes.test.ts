import { Client } from "pg";
import { DurableDatabase } from "../../support/faults/durable-database";
import { FaultCluster } from "../../support/faults/fault-cluster";
import { auctionProblems, bidThroughFault, runFault, watchProblems } from "../../support/faults/fault-run";
import { recordProblems } from "../../support/faults/record-checker";
import { untilBlocked } from "../../support/faults/until-blocked";

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

it("P1, P2, P5, P6, P16: a node that is killed while it decides loses nothing, and another goes on", async () => {
  const problems = await runFault(cluster, async ({ crowd }) => {
    const { wire } = cluster.node(1);
    await wire.commitSent();
    await cluster.node(1).kill();
    await crowd.decided(10);
    await cluster.node(1).restart();
  });
  expect(problems).toEqual([]);
});

it("P1, P2, P5, P6: nodes that are stopped in order while they decide and tell lose nothing, and log no error", async () => {
  const logged: string[] = [];
  const problems = await runFault(cluster, async ({ crowd, watchers }) => {
    for (const node of cluster.nodes) {
      logged.push(...(await node.terminate()));
      await node.restart();
      const sequence = await crowd.acceptedAt(node.httpUrl);
      await Promise.all(watchers.map(({ watcher }) => watcher.seen(sequence)));
    }
  });
  expect(problems).toEqual([]);
  expect(logged.filter((line) => isOfError(line) && !isOfStarvation(line))).toEqual([]);
});

it("P4, P16: a node that is stopped with the auction's lock in its hand, across the closing time, takes nothing late", async () => {
  const auction = await cluster.auction({ lasts: 5_000 });
  const { crowd, id, watchers } = auction;
  const holder = new Client({ connectionString: cluster.databaseUrl });
  await holder.connect();
  try {
    crowd.start();
    await crowd.decided(40);
    await holder.query("BEGIN");
    await holder.query("SELECT FROM journal_stream WHERE id = $1 FOR UPDATE", [id]);
    await untilBlocked(holder, "recoup bidding", cluster.nodes.length);
    cluster.node(1).signal("SIGSTOP"); // what it asked for is answered from now on, and not taken up
    await holder.query("ROLLBACK");
    await Promise.all(watchers.slice(0, 1).map(({ watcher }) => watcher.saw("AuctionClosed")));
  } finally {
    cluster.node(1).signal("SIGCONT");
    await holder.end();
  }
  await crowd.decided(10); // by both nodes: all of it too late
  await crowd.stop();
  await cluster.market.award(id);
  expect([...(await auctionProblems(cluster, auction)), ...(await watchProblems(cluster, auction))]).toEqual(
    [],
  );
});

it("verify finds the journal sound", async () => {
  expect(await cluster.verify()).toMatch(/The journal is sound/);
});

it("the checker finds numbers that are not in the order in which decisions were heard", async () => {
  const mutants = await FaultCluster.start(database, { mutant: "numbers in blocks" });
  try {
    const auction = await mutants.auction({ isWatched: false });
    await bidThroughFault(mutants, auction, () => Promise.resolve());
    expect(recordProblems(auction.crowd.bids).join("\n")).toMatch(/sent after \d+ was heard/);
  } finally {
    await mutants.stop();
  }
});

/** In pino's numbers. */
/** The database ends a transaction in which a node says nothing for a second: on a starved machine, any node's. */
function isOfStarvation(line: string): boolean {
  return line.includes("Client has encountered a connection error");
}

function isOfError(line: string): boolean {
  return (JSON.parse(line) as { level: number }).level >= 50;
}
