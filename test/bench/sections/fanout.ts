import type { Bench } from "../bench-run";
import type { Watched, WatchOrder } from "../programs/deliveries";
import type { RawServerHandlers } from "../programs/raw-server";
import type { WatcherHandlers } from "../programs/watchers";
import { concatenate, median, percentile, round } from "../tools/statistics";
import type { Usage } from "../tools/usage";

const EVENTS_PER_SECOND = 10;

/** One auction, watched by a crowd: against a server that sends the same bytes to the same sockets and does no more. */
export async function measureFanout(bench: Bench): Promise<object> {
  const { subscribers, warmUpSeconds, roundSeconds, rounds } = bench.scale;
  const server = await bench.server();
  const stage = await bench.stage();
  const { id: auctionId, cents } = await stage.openAuction();
  const watchers = bench.startProgram<WatcherHandlers>("watchers");
  const rawServer = bench.startProgram<RawServerHandlers>("raw-server");
  const { wsUrl: url } = server;
  bench.say(`${subscribers} subscribers come …`);
  await watchers.call("subscribe", { url, auctionId, tokens: await stage.viewerTokens(subscribers) });
  const [rival, other] = await stage.bidderTokens();
  await watchers.call("prepareBids", { url, auctionId, cents, tokens: [rival ?? "", other ?? ""] });
  await watchers.call("listen", { url: await rawServer.call("listen", undefined), listeners: subscribers });

  const order = { perSecond: EVENTS_PER_SECOND, seconds: roundSeconds };
  const { message } = await watchers.call("watchAuction", { ...order, seconds: warmUpSeconds });
  await rawServer.call("prepare", message);
  await watchers.call("watchRaw", { ...order, seconds: warmUpSeconds });
  const measured: Measured[] = [];
  const raw: Measured[] = [];
  for (let turn = 0; turn < rounds; turn += 1) {
    const usage = () => rawServer.call("usage", undefined);
    measured.push(
      await measure(
        order,
        (ordered) => watchers.call("watchAuction", ordered),
        () => server.usage(),
      ),
    );
    raw.push(await measure(order, (ordered) => watchers.call("watchRaw", ordered), usage));
  }
  const [ours, theirs] = [median(measured.map(cpuMicros)), median(raw.map(cpuMicros))];
  return {
    subscribers,
    serverCpuMicrosPerDelivery: round(ours, 2),
    rawWsCpuMicrosPerDelivery: round(theirs, 2),
    p99Ms: round(p99(measured), 1),
    rawWsP99Ms: round(p99(raw), 1),
    messageBytes: message.length,
    toRawWs: round(ours / theirs, 2),
  };
}

interface Measured extends Watched {
  readonly cpuMicros: number;
}

async function measure(
  order: WatchOrder,
  watch: (order: WatchOrder) => Promise<Watched>,
  usage: () => Promise<Usage>,
): Promise<Measured> {
  const before = await usage();
  const watched = await watch(order);
  const after = await usage();
  return { ...watched, cpuMicros: after.cpuMicros - before.cpuMicros };
}

function cpuMicros(measured: Measured): number {
  return measured.cpuMicros / measured.deliveries;
}

function p99(measured: readonly Measured[]): number {
  return percentile(concatenate(measured.map(({ latenciesMs }) => latenciesMs)), 0.99);
}
