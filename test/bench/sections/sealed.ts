import type { Bench, MeasuredRun } from "../bench-run";
import { clientSealedRuns, clientSealing } from "../client-sealed";
import type { OpenAuction } from "../set-up";
import { round } from "../tools/statistics";
import { cpuMicros, rate, takeTurns } from "./hot-auction";

const POLL_MS = 5;
/** Where an opening leads. */
const OPENED: ReadonlySet<string> = new Set(["CLOSED", "UNSOLD"]);

/** Bids sealed by the bidders' programs to custodians, bids sealed by the server, and the opening of what it sealed. */
export async function measureSealed(bench: Bench): Promise<object> {
  const { scale } = bench;
  const stage = await bench.stage();
  const bidders = await bench.bidders(await bench.server());
  const sealing = await clientSealing();
  const concealed = { format: "SEALED_FIRST_PRICE", reserveVisibility: "CONCEALED" };
  const byClient = await stage.openAuction({ ...concealed, sealing });
  const byServer = await stage.openAuction(concealed);
  const runs = await takeTurns(
    {
      client: clientSealedRuns(bidders, byClient, { firms: stage.firmIds, roster: sealing }),
      server: (seconds: number) => bidders.run(byServer, "placeBid", seconds),
      noOp: (seconds: number) => bidders.run(byServer, "noOp", seconds),
    },
    scale,
  );
  const [client, server, noOps] = [rate(runs.client), rate(runs.server), rate(runs.noOp)];
  return {
    bidsPerSecond: round(client),
    serverSealedBidsPerSecond: round(server),
    noopMutationsPerSecond: round(noOps),
    bidsToNoop: round(client / noOps, 2),
    serverSealedToNoop: round(server / noOps, 2),
    measuredBids: bidsIn(runs.client),
    measuredServerSealedBids: bidsIn(runs.server),
    serverCpuMicrosPerBid: round(cpuMicros(runs.client), 1),
    serverCpuMicrosPerServerSealedBid: round(cpuMicros(runs.server), 1),
    serverCpuMicrosPerNoop: round(cpuMicros(runs.noOp), 1),
    openMsPerBid: round((await openingMs(bench, byServer)) / scale.bidders, 2),
    openedBids: scale.bidders,
  };
}

function bidsIn(runs: readonly MeasuredRun[]): number {
  return runs.reduce((sum, { answered }) => sum + answered, 0);
}

/** From the close to the outcome, with the wait for the job that opens. Every firm has one bid in play. */
async function openingMs(bench: Bench, { id: auctionId }: OpenAuction): Promise<number> {
  const { market } = await bench.stage();
  await market.close(auctionId);
  const closedAt = performance.now();
  for (;;) {
    const { data } = await market.send<{ auction: { status: string } }>(
      market.people.admin,
      "query ($id: ID!) { auction(id: $id) { status } }",
      { id: auctionId },
    );
    // Unsold where all that was bid is set aside, such as above what a firm may bid.
    if (data && OPENED.has(data.auction.status)) return performance.now() - closedAt;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
