import { writeFileSync } from "node:fs";
import path from "node:path";
import { PlaceBidForReceiptDocument, ProofKeyDocument } from "../../client";
import type { Bidder } from "./bidder";
import { SELLER_PEOPLE } from "./cast";
import { runProgram } from "./run-program";
import type { Scene } from "./scene";
import { found, StepFailed } from "./step-failed";
import { counted } from "./words";

interface Proof {
  readonly auctionId: string;
  readonly bidders: readonly Bidder[];
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
}

/** Exports the auction for an auditor, who checks it, and the firms' receipts, with a program that knows nothing of the server. */
export async function proveAuction(
  { cast, story }: Scene,
  { auctionId, bidders, folder, environment }: Proof,
): Promise<number | null> {
  story.act("The proof");
  const receipts = (await Promise.all(bidders.map(fetchReceipts))).flat();
  const receiptsFile = path.join(folder, "receipts.ndjson");
  writeFileSync(receiptsFile, receipts.map((receipt) => `${JSON.stringify(receipt)}\n`).join(""));
  story.say(`The firms keep ${counted(receipts.length, "receipt")}, one for each bid, accepted or rejected`);
  const { proofKey } = await cast.as(SELLER_PEOPLE.admin).query(ProofKeyDocument, {});
  const key = found(proofKey, "The key that signs");
  const exportFile = path.join(folder, "auction.ndjson");
  const exporting = ["--auction", auctionId, "--for", "auditor", "--out", exportFile];
  const exported = await runProgram(story, { program: "../export.js", arguments: exporting, environment });
  if (exported !== 0) return exported;
  story.say(
    "npm run export writes the auction for an auditor; the verifier, one file that anyone takes along, says:",
  );
  const verifying = [exportFile, "--key", key, "--receipts", receiptsFile];
  return runProgram(story, { program: "../../client/verifier.js", arguments: verifying, environment });
}

/** A bid that is sent again is answered as it was, with its receipt. */
async function fetchReceipts({ client, orders, firm }: Bidder): Promise<object[]> {
  return Promise.all(
    orders.map(async (input) => {
      const { placeBid } = await client.mutate(PlaceBidForReceiptDocument, { input });
      if (!placeBid || !("receipt" in placeBid))
        throw new StepFailed(`${firm} is answered without a receipt`);
      if (!placeBid.replayed) throw new StepFailed(`A bid of ${firm} was decided a second time`);
      return found(placeBid.receipt, `${firm}'s receipt`);
    }),
  );
}
