import { parseArgs } from "node:util";
import { isSlug } from "../platform/access/claims";
import { isId, type Id } from "../platform/ids";
import { UsageError } from "./usage-error";

export const HELP = `Writes an auction as NDJSON, for anyone to check with the verifier: terms, entries of its journal, checkpoints and what
receipts are checked by. Of entries that the reader may not see it has the hash alone. What is there is signed first, so
that a checkpoint covers all of it.

npm run -s export -- --auction ID [--for READER] [--out FILE]

  --auction ID   the auction
  --for READER   seller (default): as its seller may see it; public: as all participants may alike; a slug: as that
                 organization may; auditor: with every value, firms' maxima too, once the bidding is over. With
                 boxes come the shares of custodians, for whoever may read the amounts
  --out FILE     a new file; default stdout
  DATABASE_URL   the database; absent: the embedded one of RECOUP_DATA_DIR
  Exit status 0: written. 1: it could not be, because there is no such auction for this reader, its bids are sealed
  or running, or the database did not answer. 2: the command was used wrongly.
`;

/** Whom an auction is exported for: a word, or an organization's slug. */
export type ReaderName = "public" | "seller" | "auditor" | { readonly slug: string };

export interface ExportOptions {
  readonly auctionId: Id;
  readonly reader: ReaderName;
  readonly out: string | null;
}

/** Reads the command line; `null` asks for help. */
export function readExportOptions(argumentsGiven: readonly string[]): ExportOptions | null {
  const given = parse(argumentsGiven);
  if (given.help) return null;
  const { auction = "" } = given;
  if (!isId(auction)) throw new UsageError("--auction takes an auction's ID");
  return { auctionId: auction, reader: readReader(given.for ?? "seller"), out: given.out ?? null };
}

function readReader(name: string): ReaderName {
  if (name === "public" || name === "seller" || name === "auditor") return name;
  if (!isSlug(name)) throw new UsageError("--for takes seller, public, auditor or an organization's slug");
  return { slug: name };
}

function parse(args: readonly string[]) {
  const text = { type: "string" } as const;
  const help = { type: "boolean", short: "h" } as const;
  try {
    return parseArgs({ args: [...args], options: { auction: text, for: text, out: text, help } }).values;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
