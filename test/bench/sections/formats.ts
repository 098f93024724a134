import type { Bench } from "../bench-run";
import { OPENING_CENTS } from "../set-up";
import { round } from "../tools/statistics";
import { rate, takeTurns } from "./hot-auction";

/** Terms by which every firm may bid for as long as is measured. */
const TERMS: Readonly<Record<string, Record<string, unknown>>> = {
  ENGLISH: {},
  DUTCH: { reserveVisibility: "DISCLOSED", dutch: { stepRate: "0.010000", stepSeconds: 86_400 } },
  SEALED_FIRST_PRICE: { reserveVisibility: "CONCEALED" },
  SEALED_SECOND_PRICE: { reserveVisibility: "CONCEALED" },
};

/**
 * Bids a second in each format, against the mutation that does nothing. In a Dutch auction all are refused, since the first that
 * is not ends it; sealed bids are sealed by the server.
 */
export async function measureFormats(bench: Bench): Promise<object> {
  const stage = await bench.stage();
  const bidders = await bench.bidders(await bench.server());
  const variants: Record<string, (seconds: number) => ReturnType<typeof bidders.run>> = {};
  for (const [format, terms] of Object.entries(TERMS)) {
    const auction = await stage.openAuction({ format, ...terms });
    auction.cents = OPENING_CENTS;
    variants[format] = (seconds) => bidders.run(auction, "placeBid", seconds);
    variants["noOp"] = (seconds) => bidders.run(auction, "noOp", seconds);
  }
  const runs = await takeTurns(variants, bench.scale);
  const noOps = rate(runs["noOp"] ?? []);
  const rates = Object.keys(TERMS).map((format) => [format, rate(runs[format] ?? [])] as const);
  return {
    ...Object.fromEntries(rates.map(([format, bids]) => [format, round(bids)])),
    noopMutationsPerSecond: round(noOps),
    toNoop: Object.fromEntries(rates.map(([format, bids]) => [format, round(bids / noOps, 2)])),
  };
}
