import { connect, fetchSet, readSetFile, submitShares } from "./custodian/exchange";
import { makeKeyFile, readKeyFile } from "./custodian/key-file";
import { checkClosedSet, openClosedSet, type ClosedSet, type Shares } from "./custodian/open-closed-set";
import { rememberSet } from "./custodian/opened-sets";
import { HELP, readCustodianOptions, type CustodianOptions } from "./custodian/options";
import { UsageError } from "./usage-error";

type Opening = Extract<CustodianOptions, { readonly command: "open" }>;

/** A custodian's part in a sealed auction, on the custodian's own machine. */
async function main(): Promise<void> {
  // npm runs this in the project's folder; the files that are named lie where it was called.
  const options = readCustodianOptions(process.argv.slice(2), process.env["INIT_CWD"] ?? process.cwd());
  if (options === null) process.stdout.write(HELP);
  else if (options.command === "keygen") show(await makeKeyFile(options.keyFile, options.name));
  else await open(options);
}

async function open(options: Opening): Promise<void> {
  const { source } = options;
  if (source.kind === "file") return show(await openSet(readSetFile(source.file), options));
  const client = connect(source.url, process.env["RECOUP_TOKEN"]);
  try {
    const shares = await openSet(await fetchSet(client, source.auctionId), options);
    await submitShares(client, shares);
    process.stdout.write(`${shares.shares.length} shares were submitted.\n`);
  } finally {
    await client.close();
  }
}

async function openSet(
  set: ClosedSet,
  { keyFile, verifier, acceptsEarlyClose, acceptsSandbox, round }: Opening,
): Promise<Shares> {
  const key = await readKeyFile(keyFile);
  const now = BigInt(Date.now()) * 1_000n;
  const statement = await checkClosedSet(set, {
    key,
    verifier,
    now,
    acceptsEarlyClose,
    acceptsSandbox,
    round,
  });
  rememberSet(keyFile, statement, set.note);
  return openClosedSet(statement, set.boxes, key);
}

function show(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

main().catch((error: unknown) => {
  if (error instanceof UsageError) {
    process.stderr.write(`${error.message}\n\n${HELP}`);
    process.exitCode = 2;
    return;
  }
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
