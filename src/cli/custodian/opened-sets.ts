import { createHash } from "node:crypto";
import { appendFileSync, readFileSync } from "node:fs";
import { OpeningRefused } from "./open-closed-set";

/** A sealed round of an auction. */
export interface SealedRound {
  readonly auctionId: string;
  readonly round: number;
}

/**
 * Remembers, beside the key, which set of an auction's round was opened. A second, different one is refused: somebody who
 * can sign could else have single bids opened before all the others.
 */
export function rememberSet(keyFile: string, { auctionId, round }: SealedRound, note: string): void {
  const file = `${keyFile}.opened`;
  const hash = createHash("sha256").update(textOf(note)).digest("hex");
  const known = readLines(file).find((line) => line.startsWith(`${auctionId} ${round} `));
  if (known === undefined) appendFileSync(file, `${auctionId} ${round} ${hash}\n`, { mode: 0o600 });
  else if (known !== `${auctionId} ${round} ${hash}`)
    throw new OpeningRefused(`Another set of this round was opened before (${file}): this one is not.`);
}

/** What was signed, without the signatures, which another key may have made. */
function textOf(note: string): string {
  return note.slice(0, note.lastIndexOf("\n\n") + 1);
}

function readLines(file: string): readonly string[] {
  try {
    return readFileSync(file, "utf8").split("\n");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}
