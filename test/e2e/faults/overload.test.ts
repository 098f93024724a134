import { DurableDatabase } from "../../support/faults/durable-database";
import {
  FaultCluster,
  FIRMS,
  type ClusterOptions,
  type WatchedAuction,
} from "../../support/faults/fault-cluster";
import { auctionProblems } from "../../support/faults/fault-run";
import { overload, patienceProblems } from "../../support/faults/overload";
import { lookDuring, type Look } from "../../support/faults/look-at-node";
import type { RecordedBid } from "../../support/faults/recorded-bid";
import { BidSocket } from "../../support/faults/bid-socket";
import { findCapacity, offer } from "../../support/faults/open-loop";
import { SLOW_BIDS_PER_SECOND } from "../../support/mutants/node-mutants";

/** A bid is held up by the machine more often than a request that asks for nothing. */
const SLACK = 4;
const SECONDS = 10;
/** A bug shows sooner. */
const MUTANT_SECONDS = 3;

/** Bids of a firm that a node lets wait, beside as many of its that are being decided. */
const WAITING_PER_FIRM = 8;

const NO_RATES = { RECOUP_LIMIT_BIDS_PER_SECOND: "1000000", RECOUP_LIMIT_OPERATIONS_PER_SECOND: "1000000" };

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

describe("P15: a node as fast as it is", () => {
  /** Each firm on a WebSocket of its own; answers how the node looked meanwhile. */
  async function loaded(
    options: ClusterOptions,
    use: (sockets: readonly BidSocket[], auction: WatchedAuction, cluster: FaultCluster) => Promise<void>,
  ): Promise<readonly Look[]> {
    const cluster = await FaultCluster.start(database, { ...options, nodes: 1, environment: NO_RATES });
    try {
      const auction = await cluster.auction({ isWatched: false });
      const { id: auctionId, crowd } = auction;
      const { wsUrl: url } = cluster.node(0);
      const sockets = await Promise.all(
        crowd.bidders.map(({ firm, token }) => BidSocket.open({ firm, token, url, auctionId })),
      );
      const looks = await lookDuring(cluster.node(0), use(sockets, auction, cluster));
      for (const socket of sockets) socket.close();
      return looks;
    } finally {
      await cluster.stop();
    }
  }

  it("answers all of five times its capacity, decides by the rules, stays ready, and its queue stays bounded", async () => {
    const looks = await loaded({}, async (sockets, { id, crowd }, cluster) => {
      const capacity = await findCapacity(sockets, { atOnce: 2 * WAITING_PER_FIRM, milliseconds: 1_500 });
      await offer(sockets, { bidsPerSecond: 5 * capacity, seconds: 2 });
      const bids = sockets.flatMap((socket) => socket.bids);
      expect(bids.length).toBeGreaterThan(5 * capacity);
      expect(new Set(bids.map(answerTo))).toEqual(new Set(["decided", "RETRY_LATER"]));
      crowd.bids.push(...bids);
      await crowd.acceptedAt(cluster.node(0).httpUrl);
      await cluster.market.close(id);
      expect(await auctionProblems(cluster, { id, crowd, watchers: [] })).toEqual([]);
    });
    expect(new Set(looks.map(({ status }) => status))).toEqual(new Set([200]));
    expect(mostWaiting(looks)).toBeLessThanOrEqual(FIRMS.length * WAITING_PER_FIRM);
  });

  it("is told from one that takes everything by the length of its queue", async () => {
    const looks = await loaded({ mutant: "takes everything" }, (sockets) =>
      offer(sockets, { bidsPerSecond: 1_000, seconds: 1 }),
    );
    expect(mostWaiting(looks)).toBeGreaterThan(FIRMS.length * WAITING_PER_FIRM);
  });
});

function answerTo({ attempts: [attempt] }: RecordedBid): string | undefined {
  return attempt?.outcome.kind === "failed" ? attempt.outcome.code : attempt?.outcome.kind;
}

function mostWaiting(looks: readonly Look[]): number {
  return Math.max(...looks.map(({ waiting }) => waiting));
}
