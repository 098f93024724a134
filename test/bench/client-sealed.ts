import type { Roster } from "../../src/client/sealing";
import { newCustodian } from "../support/sealed-market";
import type { Bidders, MeasuredRun } from "./bench-run";
import type { OpenAuction } from "./set-up";

const CUSTODIANS = ["Notary", "Auditor", "Exchange"];
const THRESHOLD = 2;
/** Boxes for each bidder and second, until a run has shown how many can be sent. */
const FIRST_BOXES_PER_SECOND = 10;
/** Of what the run before sent in its time, so many times as many boxes are made for the next. */
const MORE_BOXES = 1.5;

/** Terms by which bids are sealed by the bidders' programs, to any two of three custodians. */
export async function clientSealing(): Promise<Roster & { readonly sealer: "CLIENT" }> {
  const custodians = await Promise.all(CUSTODIANS.map(async (name) => (await newCustodian(name)).custodian));
  return { sealer: "CLIENT", threshold: THRESHOLD, custodians };
}

/**
 * Runs of bids that were sealed before. What is measured is the server: the programs seal before the time begins, on what
 * would else be the server's processors.
 */
export function clientSealedRuns(
  bidders: Bidders,
  auction: OpenAuction,
  { firms, roster }: { readonly firms: readonly string[]; readonly roster: Roster },
): (seconds: number) => Promise<MeasuredRun> {
  let boxesPerSecond = FIRST_BOXES_PER_SECOND;
  return async (seconds) => {
    await bidders.seal(auction.id, { firms, roster, count: Math.ceil(boxesPerSecond * seconds) });
    const run = await bidders.run(auction, "prepared", seconds);
    boxesPerSecond = (MORE_BOXES * run.answered) / run.seconds / firms.length;
    return run;
  };
}
