import type { Bench, MeasuredRun } from "../bench-run";
import { measureFsyncMicros } from "../tools/machine";
import { concatenate, median, percentile, round } from "../tools/statistics";

/** Of all bids, at least this many must have been worth deciding. */
const LEAST_ACCEPTED = 1 / 3;

/** One auction, everybody bids: against the same mutation that does nothing, and against a transaction for each bid. */
export async function measureHotAuction(bench: Bench): Promise<object> {
  const { scale } = bench;
  const server = await bench.server();
  const single = await bench.startServer({ databaseUrl: server.databaseUrl, largestBatch: 1 });
  const stage = await bench.stage();
  const [auction, singleAuction] = [await stage.openAuction(), await stage.openAuction()];
  const [bidders, singleBidders] = [await bench.bidders(server), await bench.bidders(single)];
  const variants = {
    bids: (seconds: number) => bidders.run(auction, "placeBid", seconds),
    noOps: (seconds: number) => bidders.run(auction, "noOp", seconds),
    singleBids: (seconds: number) => singleBidders.run(singleAuction, "placeBid", seconds),
  };
  const runs = await takeTurns(variants, scale);
  const [bids, noOps, singleBids] = [rate(runs.bids), rate(runs.noOps), rate(runs.singleBids)];
  const latencies = concatenate(runs.bids.map((run) => run.latenciesMs));
  return {
    bidsPerSecond: round(bids),
    noopMutationsPerSecond: round(noOps),
    transactionPerBidPerSecond: round(singleBids),
    p50Ms: round(percentile(latencies, 0.5), 2),
    p99Ms: round(percentile(latencies, 0.99), 2),
    bidders: scale.bidders,
    fsyncMicros: measureFsyncMicros(bench.dataFolder),
    acceptedShare: round(acceptedShare(runs.bids), 3),
    bidsToNoop: round(bids / noOps, 2),
    bidsToTransactionPerBid: round(bids / singleBids, 2),
    ...describeBatches(runs.bids),
    serverCpuMicrosPerBid: round(cpuMicros(runs.bids), 1),
    serverCpuMicrosPerNoop: round(cpuMicros(runs.noOps), 1),
    serverCpuMicrosPerTransactionPerBid: round(cpuMicros(runs.singleBids), 1),
  };
}

/** Each variant in turn, over and over: what disturbs the machine disturbs all of them. */
export async function takeTurns<Name extends string>(
  variants: Readonly<Record<Name, (seconds: number) => Promise<MeasuredRun>>>,
  scale: Bench["scale"],
): Promise<Record<Name, MeasuredRun[]>> {
  const names = Object.keys(variants) as Name[];
  const runs = Object.fromEntries(names.map((name) => [name, [] as MeasuredRun[]])) as Record<
    Name,
    MeasuredRun[]
  >;
  for (const name of names) await variants[name](scale.warmUpSeconds);
  for (let turn = 0; turn < scale.rounds; turn += 1)
    for (const name of names) runs[name].push(await variants[name](scale.roundSeconds));
  return runs;
}

export function rate(runs: readonly MeasuredRun[]): number {
  return median(runs.map(({ answered, seconds }) => answered / seconds));
}

function describeBatches(runs: readonly MeasuredRun[]): object {
  const sum = (part: (run: MeasuredRun) => number) => runs.reduce((total, run) => total + part(run), 0);
  const count = sum(({ batches }) => batches.count);
  return {
    bidsPerTransaction: round(sum(({ answered }) => answered) / count, 1),
    lockMs: round((sum(({ batches }) => batches.lockSeconds) / count) * 1_000, 2),
    commitMs: round((sum(({ batches }) => batches.commitSeconds) / count) * 1_000, 2),
  };
}

export function cpuMicros(runs: readonly MeasuredRun[]): number {
  return median(runs.map(({ answered, serverCpuMicros }) => serverCpuMicros / answered));
}

function acceptedShare(runs: readonly MeasuredRun[]): number {
  const sum = (count: (run: MeasuredRun) => number) => runs.reduce((total, run) => total + count(run), 0);
  const share = sum((run) => run.accepted) / sum((run) => run.answered);
  if (share < LEAST_ACCEPTED) throw new Error(`Only ${round(share, 3)} of the bids were accepted`);
  return share;
}
