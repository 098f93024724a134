import path from "node:path";
import { parseArgs } from "node:util";
import { NoteVerifier } from "../../platform/proof/signed-note";
import { UsageError } from "../usage-error";

export const HELP = `Keeps a custodian's key, and opens with it what was sealed to it once an auction's bidding is over.

npm run -s custodian -- keygen --key FILE --name NAME
  Makes a key pair. The private key goes to FILE, which must not exist, and is never shown. Prints the custodian as
  scheduleAuction takes it, in sealing.custodians: JSON with id, name and publicKey.

npm run -s custodian -- open --key FILE --signer KEY (--set FILE | --url URL --auction ID) [--round N]
                                  [--accept-early-close] [--sandbox]
  Opens this custodian's share of every bid, when the node has signed that bidding is over and which bids there are.
  It refuses before the closing time by this machine's clock, single bids, boxes that do not belong to the set, and
  a second, different set of the same round. Where a firm was removed since, the shares of the first are the ones to hand
  in: what concerns its bid is left out, so keep what --set printed until the auction is open. For a box without a share for
  this custodian it says so, and the bid is its firm's to reveal; when the box turns out to have held one, this
  custodian is named. As long as too few custodians hand in shares of what the server sealed, nobody can open it: the API's
  closedSet tells the seller who is missing.

  --key FILE             the private key; FILE.opened beside it remembers what was opened
  --signer KEY           the node's public key, name+id+key, as the API's proofKey gives it: get it beforehand
  --set FILE             what the API's closedSet answered, as JSON; "-" reads it from the standard input. Prints the
                         input of submitShares, as JSON
  --url URL              the API instead: fetches the set and submits the shares; RECOUP_TOKEN is the token to use
  --auction ID           which auction
  --round N              which sealed round, from 1, which it is without this: BEST_AND_FINAL has two
  --accept-early-close   the auction was closed by command before its time, and that is in order
  --sandbox              the auction is a sandbox's, whose clock runs ahead (RECOUP_SANDBOX_PACE): where the signed set says
                         so, too, its clock is reckoned from this machine's. Never for an auction that is meant

  Exit status 0: done. 1: refused or failed, and why; the key was not used. 2: the command was used wrongly.
`;

export type CustodianOptions =
  | { readonly command: "keygen"; readonly keyFile: string; readonly name: string }
  | {
      readonly command: "open";
      readonly keyFile: string;
      readonly verifier: NoteVerifier;
      readonly source: SetSource;
      readonly acceptsEarlyClose: boolean;
      readonly acceptsSandbox: boolean;
      readonly round: number;
    };

export type SetSource =
  | { readonly kind: "file"; readonly file: string }
  | { readonly kind: "api"; readonly url: string; readonly auctionId: string };

/** Reads the command line; `null` asks for help. Files are named from `folder`. */
export function readCustodianOptions(
  argumentsGiven: readonly string[],
  folder: string,
): CustodianOptions | null {
  const { values, positionals } = parse(argumentsGiven);
  if (values.help) return null;
  const [command, ...others] = positionals;
  if (others.length > 0) throw new UsageError("Give one command, keygen or open");
  switch (command) {
    case "keygen":
      return { command, keyFile: readKey(values, folder), name: readName(values.name) };
    case "open":
      return {
        command,
        keyFile: readKey(values, folder),
        verifier: readVerifier(required("--signer", values.signer)),
        source: readSource(values, folder),
        acceptsEarlyClose: values["accept-early-close"] ?? false,
        acceptsSandbox: values.sandbox ?? false,
        round: readRound(values.round),
      };
    default:
      throw new UsageError("Give a command, keygen or open");
  }
}

const text = { type: "string" } as const;
const flag = { type: "boolean" } as const;
const OPTIONS = {
  key: text,
  name: text,
  signer: text,
  set: text,
  url: text,
  auction: text,
  round: text,
  "accept-early-close": flag,
  sandbox: flag,
  help: { type: "boolean", short: "h" },
} as const;

type Values = ReturnType<typeof parse>["values"];

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : "These arguments cannot be read");
  }
}

function required(option: string, value: string | undefined): string {
  if (!value) throw new UsageError(`${option} is missing`);
  return value;
}

function readKey({ key }: Values, folder: string): string {
  return path.resolve(folder, required("--key", key));
}

function readName(name: string | undefined): string {
  const given = required("--name", name);
  if (given.trim() === "" || given.length > 200) throw new UsageError("--name takes 1 to 200 characters");
  return given;
}

function readVerifier(signer: string): NoteVerifier {
  const verifier = NoteVerifier.parse(signer);
  if (!verifier) throw new UsageError("--signer takes a key like recoup+1a2b3c4d+AQ…");
  return verifier;
}

function readRound(given = "1"): number {
  if (!/^[1-9]$/.test(given)) throw new UsageError("--round takes a number from 1");
  return Number(given);
}

function readSource({ set, url, auction }: Values, folder: string): SetSource {
  if (set !== undefined && url === undefined && auction === undefined)
    return { kind: "file", file: set === "-" ? set : path.resolve(folder, set) };
  if (set === undefined && url !== undefined && auction !== undefined)
    return { kind: "api", url, auctionId: auction };
  throw new UsageError("Give either --set, or --url and --auction");
}
