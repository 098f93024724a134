import type { Bench, MeasuredRun } from "../bench-run";
import { clientSealedRuns, clientSealing } from "../client-sealed";
import { round } from "../tools/statistics";
import { cpuMicros, rate, takeTurns } from "./hot-auction";

/** Terms by which every firm may bid for as long as is measured. */
const TERMS: Readonly<Record<string, Record<string, unknown>>> = {
  ENGLISH: {},
  DUTCH: { reserveVisibility: "DISCLOSED", dutch: { stepRate: "0.010000", stepSeconds: 86_400 } },
  HYBRID: { reserveVisibility: "DISCLOSED", increments: [] },
};
const SEALED_TERMS: Readonly<Record<string, Record<string, unknown>>> = {
  SEALED_FIRST_PRICE: { reserveVisibility: "CONCEALED" },
  SEALED_SECOND_PRICE: { reserveVisibility: "CONCEALED" },
  BEST_AND_FINAL: {
    reserveVisibility: "CONCEALED",
    bestAndFinal: { startsAfterSeconds: 86_400, bindingSeconds: 86_400 },
  },
};
const FORMATS = [...Object.keys(TERMS), ...Object.keys(SEALED_TERMS)];

/**
 * Bids a second in each format, against the mutation that does nothing. While a price falls, all are refused, since the first
 * that is not ends that; sealed bids are sealed by the bidders' programs, so that it is the format which is measured.
 */
export async function measureFormats(bench: Bench): Promise<object> {
  const stage = await bench.stage();
  const bidders = await bench.bidders(await bench.server());
  const variants: Record<string, (seconds: number) => Promise<MeasuredRun>> = {};
  for (const [format, terms] of Object.entries(TERMS)) {
    const auction = { ...(await stage.openAuction({ format, ...terms })), falls: format !== "ENGLISH" };
    variants[format] = (seconds) => bidders.run(auction, "placeBid", seconds);
    variants["noOp"] = (seconds) => bidders.run(auction, "noOp", seconds);
  }
  const sealing = await clientSealing();
  for (const [format, terms] of Object.entries(SEALED_TERMS)) {
    const auction = await stage.openAuction({ format, ...terms, sealing });
    variants[format] = clientSealedRuns(bidders, auction, { firms: stage.firmIds, roster: sealing });
  }
  const runs = await takeTurns(variants, bench.scale);
  const noOps = rate(runs["noOp"] ?? []);
  const rates = FORMATS.map((format) => [format, rate(runs[format] ?? [])] as const);
  return {
    ...Object.fromEntries(rates.map(([format, bids]) => [format, round(bids)])),
    noopMutationsPerSecond: round(noOps),
    toNoop: Object.fromEntries(rates.map(([format, bids]) => [format, round(bids / noOps, 2)])),
    serverCpuMicrosPerBid: Object.fromEntries(
      FORMATS.map((format) => [format, round(cpuMicros(runs[format] ?? []), 1)]),
    ),
    serverCpuMicrosPerNoop: round(cpuMicros(runs["noOp"] ?? []), 1),
  };
}
