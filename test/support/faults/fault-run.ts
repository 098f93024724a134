import { awaited } from "../awaited";
import { deliveryProblems } from "../delivery-checker";
import { entriesFor, historyProblems, type AuctionHistory } from "../history-checker";
import { readBids, readClosed, readInstant, readJournal } from "../told-auction";
import type { FaultCluster, WatchedAuction } from "./fault-cluster";
import { recordProblems, surplusProblems } from "./record-checker";
import { toSentBid } from "./recorded-bid";

const WARM_UP_BIDS = 20;

/**
 * Lets a crowd bid, lets a fault happen and heal, and waits until every node takes bids again and every subscriber has
 * seen them; answers everything that went wrong.
 */
export async function runFault(
  cluster: FaultCluster,
  fault: (auction: WatchedAuction) => Promise<void>,
): Promise<string[]> {
  const auction = await cluster.auction();
  await bidThroughFault(cluster, auction, fault);
  await cluster.market.close(auction.id);
  await cluster.market.award(auction.id);
  return [...(await auctionProblems(cluster, auction)), ...(await watchProblems(cluster, auction))];
}

export async function bidThroughFault(
  cluster: FaultCluster,
  auction: WatchedAuction,
  fault: (auction: WatchedAuction) => Promise<void>,
): Promise<void> {
  const { crowd, watchers } = auction;
  crowd.start();
  await crowd.decided(WARM_UP_BIDS);
  await fault(auction);
  await crowd.decided(WARM_UP_BIDS);
  await crowd.stop();
  for (const node of cluster.nodes) {
    const sequence = await crowd.acceptedAt(node.httpUrl);
    await Promise.all(watchers.map(({ watcher }) => watcher.seen(sequence)));
  }
}

/** What is wrong with an auction that is over: in its history, and beside it in what its bidders sent and heard. */
export async function auctionProblems(
  cluster: FaultCluster,
  { id, crowd }: WatchedAuction,
): Promise<string[]> {
  const { market, firms } = cluster;
  const told = await awaited("the closing", readClosed(market, { auctionId: id, firms }));
  const closesAt = readInstant(told.closesAt);
  const history: AuctionHistory = {
    terms: {
      opening: 10_000n,
      reserve: 0n,
      isReserveDisclosed: false,
      face: 1_000_000n,
      steps: [[0n, 1_000n]],
      opens: readInstant(told.opensAt),
      closes: closesAt, // closing it early was a new closing time
      softClose: null,
    },
    closesAt,
    sent: crowd.bids.map(toSentBid),
    bids: await readBids(market, [...firms.values()], id),
    journal: await readJournal(market, id),
    result: told.result,
  };
  return [
    ...historyProblems(history),
    ...recordProblems(crowd.bids),
    ...surplusProblems(history.bids, crowd.bids),
  ];
}

/** What is wrong with what the watchers of an auction got, once their feeds have completed. */
export async function watchProblems(
  { market, firms }: FaultCluster,
  { id, watchers }: WatchedAuction,
): Promise<string[]> {
  const journal = await readJournal(market, id);
  const { paddles } = await readClosed(market, { auctionId: id, firms });
  const problems: string[] = [];
  for (const { name, watcher } of watchers) {
    await awaited(`the end of watcher ${name}'s feed`, watcher.completed);
    // The first event is the snapshot: what it contains need not come again.
    const [snapshot = 0, ...received] = watcher.received;
    const expected = entriesFor(paddles.get(name) ?? "", journal).filter((sequence) => sequence > snapshot);
    problems.push(...deliveryProblems(expected, received).map((problem) => `watcher ${name}: ${problem}`));
  }
  return problems;
}
