import type { Bench, MeasuredRun } from "../bench-run";
import type { BenchServer } from "../bench-server";
import type { OpenAuction, Stage } from "../set-up";
import { round } from "../tools/statistics";
import { cpuMicros, rate, takeTurns } from "./hot-auction";

/** An exposure limit that binds nobody in an auction in dollars. */
const ELSEWHERE = { exposureLimit: { amount: "100000000.00", currency: "EUR" } };

/**
 * What it costs the hot auction that bids have receipts, that its journal is signed, and that firms have an exposure limit: all
 * of it against all but one, and against none. A checkpoint is signed after each round, so its cost is that of so many entries.
 */
export async function measureProofCost(bench: Bench): Promise<object> {
  const server = await bench.server();
  const bare = await bench.startServer({ databaseUrl: server.databaseUrl, withoutReceipts: true });
  const limited = await bench.stage();
  const unlimited = bench.stageOn(server, "seller-without-limits");
  await unlimited.qualifyFirms(bench.scale.bidders, ELSEWHERE);
  const variant = async (by: BenchServer, stage: Stage, hasCheckpoints: boolean) => {
    const auction = await stage.openAuction();
    return (seconds: number) => measure(bench, by, { auction, seconds, hasCheckpoints });
  };
  const runs = await takeTurns(
    {
      all: await variant(server, limited, true),
      withoutReceipts: await variant(bare, limited, true),
      withoutCheckpoints: await variant(server, limited, false),
      withoutExposure: await variant(server, unlimited, true),
      withoutAny: await variant(bare, unlimited, false),
    },
    bench.scale,
  );
  const names = Object.keys(runs) as (keyof typeof runs)[];
  const of = (figure: (name: keyof typeof runs) => number) =>
    Object.fromEntries(names.map((name) => [name, figure(name)]));
  return {
    bidsPerSecond: of((name) => round(rate(runs[name]))),
    serverCpuMicrosPerBid: of((name) => round(cpuMicros(runs[name]), 1)),
    toWithoutAny: round(rate(runs.all) / rate(runs.withoutAny), 2),
    cpuOfWithoutAny: round(cpuMicros(runs.withoutAny) / cpuMicros(runs.all), 2),
  };
}

async function measure(
  bench: Bench,
  server: BenchServer,
  {
    auction,
    seconds,
    hasCheckpoints,
  }: { readonly auction: OpenAuction; readonly seconds: number; readonly hasCheckpoints: boolean },
): Promise<MeasuredRun> {
  const bidders = await bench.bidders(server);
  const run = await bidders.run(auction, "placeBid", seconds);
  if (!hasCheckpoints) return run;
  const begun = { at: performance.now(), usage: await server.usage() };
  await server.signCheckpoint(auction.id);
  const usage = await server.usage();
  return {
    ...run,
    seconds: run.seconds + (performance.now() - begun.at) / 1_000,
    serverCpuMicros: run.serverCpuMicros + usage.cpuMicros - begun.usage.cpuMicros,
  };
}
