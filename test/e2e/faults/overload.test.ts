import { DurableDatabase } from "../../support/faults/durable-database";
import { FaultCluster, type WatchedAuction } from "../../support/faults/fault-cluster";
import { auctionProblems } from "../../support/faults/fault-run";
import { overload, patienceProblems } from "../../support/faults/overload";
import { SLOW_BIDS_PER_SECOND } from "../../support/mutants/node-mutants";

/** A bid is held up by the machine more often than a request that asks for nothing. */
const SLACK = 4;
const SECONDS = 10;
/** A bug shows sooner. */
const MUTANT_SECONDS = 3;

let database: DurableDatabase;

beforeAll(async () => {
  database = await DurableDatabase.start();
});
afterAll(() => database.remove());

/** Five times what a node can take, which is slow on purpose so that it is this node's limit and not the machine's. */
async function withOverload(
  { mutant, seconds }: { readonly mutant: string; readonly seconds: number },
  check: (
    cluster: FaultCluster,
    auction: WatchedAuction,
    result: Awaited<ReturnType<typeof overload>>,
  ) => Promise<void>,
): Promise<void> {
  const cluster = await FaultCluster.start(database, { mutant, nodes: 1 });
  try {
    const auction = await cluster.auction({ isWatched: false });
    await auction.crowd.acceptedAt(cluster.node(0).httpUrl); // it is open, and all that a bid needs is at hand
    const url = cluster.node(0).httpUrl;
    const result = await overload({
      auctionId: auction.id,
      bidders: auction.crowd.bidders.map(({ firm, token }) => ({ firm, addressee: { url, token } })),
      bidsPerSecond: 5 * SLOW_BIDS_PER_SECOND,
      seconds,
      databaseUrl: cluster.databaseUrl,
    });
    auction.crowd.bids.push(...result.bids);
    await check(cluster, auction, result);
  } finally {
    await cluster.stop();
  }
}

it("P15: at five times its capacity a node says so at once, and keeps its word to those it accepted", async () => {
  await withOverload({ mutant: "slow", seconds: SECONDS }, async (cluster, auction, { bids, idleMs }) => {
    expect(patienceProblems(bids, SLACK * idleMs)).toEqual([]);
    expect(bids.some(({ attempts }) => attempts[0]?.outcome.kind === "failed")).toBe(true);
    expect(bids.some(({ attempts }) => attempts[0]?.outcome.kind === "decided")).toBe(true);
    await auction.crowd.acceptedAt(cluster.node(0).httpUrl);
    await cluster.market.close(auction.id);
    expect(await auctionProblems(cluster, auction)).toEqual([]);
  });
});

it.each([
  ["takes everything", /took \d+ ms|silence/],
  ["keeps everybody waiting", /RETRY_LATER took \d+ ms/],
])("P15: the checker finds a node that %s", async (mutant, problem) => {
  await withOverload({ mutant, seconds: MUTANT_SECONDS }, (_cluster, _auction, { bids }) => {
    expect(patienceProblems(bids, 0).join("\n")).toMatch(problem);
    return Promise.resolve();
  });
});
