import { newCustodian } from "../../support/sealed-market";
import type { Bench, MeasuredRun } from "../bench-run";
import type { OpenAuction } from "../set-up";
import { median, round } from "../tools/statistics";
import { rate } from "./hot-auction";

const CUSTODIANS = ["Notary", "Auditor", "Exchange"];
const THRESHOLD = 2;
/** Boxes for each bidder and second of a round. Making them takes longest, so there are fewer than could be sent. */
const BOXES_PER_SECOND = 12;
const POLL_MS = 5;
/** Where an opening leads. */
const OPENED: ReadonlySet<string> = new Set(["CLOSED", "UNSOLD"]);

/** Bids sealed by the bidders' programs to custodians, bids sealed by the server, and the opening of what it sealed. */
export async function measureSealed(bench: Bench): Promise<object> {
  const { scale } = bench;
  const stage = await bench.stage();
  const bidders = await bench.bidders(await bench.server());
  const custodians = await Promise.all(CUSTODIANS.map(async (name) => (await newCustodian(name)).custodian));
  const roster = { threshold: THRESHOLD, custodians };
  const concealed = { format: "SEALED_FIRST_PRICE", reserveVisibility: "CONCEALED" };
  const byClient = await stage.openAuction({ ...concealed, sealing: { sealer: "CLIENT", ...roster } });
  const byServer = await stage.openAuction(concealed);
  await bidders.run(byServer, "placeBid", scale.warmUpSeconds);
  const runs: Record<"client" | "server" | "noOp", MeasuredRun[]> = { client: [], server: [], noOp: [] };
  for (let turn = 0; turn < scale.rounds; turn += 1) {
    await bidders.seal(byClient.id, {
      firms: stage.firmIds,
      roster,
      count: BOXES_PER_SECOND * scale.roundSeconds,
    });
    runs.client.push(await bidders.run(byClient, "prepared", scale.roundSeconds));
    runs.server.push(await bidders.run(byServer, "placeBid", scale.roundSeconds));
    runs.noOp.push(await bidders.run(byServer, "noOp", scale.roundSeconds));
  }
  const [client, server, noOps] = [rate(runs.client), rate(runs.server), rate(runs.noOp)];
  return {
    bidsPerSecond: round(client),
    serverSealedBidsPerSecond: round(server),
    noopMutationsPerSecond: round(noOps),
    bidsToNoop: round(client / noOps, 2),
    serverSealedToNoop: round(server / noOps, 2),
    serverCpuMicrosPerBid: round(cpuMicros(runs.client), 1),
    serverCpuMicrosPerServerSealedBid: round(cpuMicros(runs.server), 1),
    openMsPerBid: round((await openingMs(bench, byServer)) / scale.bidders, 2),
    openedBids: scale.bidders,
  };
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

function cpuMicros(runs: readonly MeasuredRun[]): number {
  return median(runs.map(({ answered, serverCpuMicros }) => serverCpuMicros / answered));
}
