import type { Bench } from "../bench-run";
import { round } from "../tools/statistics";
import { rate, takeTurns } from "./hot-auction";

/** The same bidding on an auction that begins, and on one with a long history. */
export async function measureGrowth(bench: Bench): Promise<object> {
  const bidders = await bench.bidders(await bench.server());
  const grown = await bench.longAuction();
  const empty = await (await bench.stage()).openAuction();
  const runs = await takeTurns(
    {
      empty: (seconds) => bidders.run(empty, "placeBid", seconds),
      grown: (seconds) => bidders.run(grown, "placeBid", seconds),
    },
    bench.scale,
  );
  const [atFirst, afterwards] = [rate(runs.empty), rate(runs.grown)];
  return {
    bidsPerSecondEmpty: round(atFirst),
    bidsPerSecondAfterMillion: round(afterwards),
    bidsBefore: bench.scale.longHistory,
    emptyToMillion: round(atFirst / afterwards, 2),
  };
}
