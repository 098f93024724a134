import type { Bench } from "../bench-run";
import type { RawServerHandlers } from "../programs/raw-server";
import type { WatcherHandlers } from "../programs/watchers";
import { round } from "../tools/statistics";

/** Come first and are not counted: for them is made what all share. */
const FIRST_COMERS = 10;
/** What all share, such as the recent entries, grows with the first bids: it has grown when a round adds no more than this … */
const SETTLED_BYTES = 500_000;
/** … or after so many rounds. */
const MOST_ROUNDS = 12;
/** Each is sent megabytes until the system takes no more: not many are needed, and many would take long. */
const STALLED_SHARE = 10;

/** What the server holds for a subscriber, for one that does not read, and what a raw server holds for a socket. */
export async function measureMemory(bench: Bench): Promise<object> {
  const { subscribers, roundSeconds } = bench.scale;
  const server = await bench.server();
  const stage = await bench.stage();
  const bidders = await bench.bidders(server);
  const auction = await stage.openAuction();
  const { wsUrl: url } = server;
  const subscribe = async (count: number) => {
    const watchers = bench.startProgram<WatcherHandlers>("watchers");
    const tokens = await stage.viewerTokens(count);
    return {
      watchers,
      come: () => watchers.call("subscribe", { url, auctionId: auction.id, tokens }),
    };
  };
  await bidders.run(auction, "placeBid", roundSeconds);
  await (await subscribe(FIRST_COMERS)).come();
  const crowd = await subscribe(subscribers);
  const perSubscriber = (await growth(() => server.heldBytes(), crowd.come)) / subscribers;
  await crowd.watchers.stop();

  const rawServer = bench.startProgram<RawServerHandlers>("raw-server");
  const rawUrl = await rawServer.call("listen", undefined);
  const listen = (listeners: number) =>
    bench.startProgram<WatcherHandlers>("watchers").call("listen", { url: rawUrl, listeners });
  await listen(FIRST_COMERS);
  const rawBytes = () => rawServer.call("heldBytes", undefined);
  const perRawSocket = (await growth(rawBytes, () => listen(subscribers))) / subscribers;

  const bid = () => bidders.run(auction, "placeBid", roundSeconds);
  for (let rounds = 0; rounds < MOST_ROUNDS; rounds += 1)
    if ((await growth(() => server.heldBytes(), bid)) <= SETTLED_BYTES) break;
  const stalled = Math.max(1, Math.round(subscribers / STALLED_SHARE));
  const stalling = await subscribe(stalled);
  await stalling.come();
  await stalling.watchers.call("stall", undefined);
  const whileStalled = (await growth(() => server.heldBytes(), bid)) / stalled;
  return {
    perSubscriberBytes: round(perSubscriber),
    rawWsPerSocketBytes: round(perRawSocket),
    perStalledSubscriberBytes: round(perSubscriber + Math.max(0, whileStalled)),
    subscribers,
    stalledSubscribers: stalled,
  };
}

async function growth(held: () => Promise<number>, happen: () => Promise<unknown>): Promise<number> {
  const before = await held();
  await happen();
  return (await held()) - before;
}
