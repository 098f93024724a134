import "reflect-metadata";
import { parseArgs } from "node:util";
import { DataSource } from "typeorm";
import { auctionReplayer, findMisallotment, findStrayBid, findStraySealed } from "../auction";
import { resolveDataFolder } from "../platform/database/data-folder";
import { dataSourceOptions } from "../platform/database/data-source";
import { startEmbedded } from "../platform/database/embedded";
import { headsReplayer } from "../platform/proof/verify-heads";
import { verifyJournal, type Progress, type Verification } from "../platform/journal/verify-journal";
import { readSettings, type Settings } from "../platform/settings";
import { SettingsError } from "../platform/settings-reader";

const HELP = `Verifies the journal: each stream's chain of hashes from its first entry to its end, the values behind
commitments, and for auctions that the entries lead by the rules to the rows that are kept; beside the streams, bids and
sealed boxes, shares and reveals that belong to nothing. It changes nothing, and nodes may go on working meanwhile.

npm run verify

  DATABASE_URL      the database; absent: the embedded one of RECOUP_DATA_DIR
  Exit status 0: all is sound. 1: it is not, and the first offending entry is named, or it could not be verified.
  2: the command was used wrongly.
`;

const PROGRESS_MS = 1_000;

async function main(): Promise<void> {
  if (asksForHelp()) {
    process.stdout.write(HELP);
    return;
  }
  const { url, stop } = await findDatabase(readSettings(process.env));
  try {
    const verification = await verify(url);
    process.stdout.write(summaryOf(verification));
    process.exitCode = verification.offence ? 1 : 0;
  } finally {
    await stop();
  }
}

async function verify(url: string): Promise<Verification> {
  const database = new DataSource(dataSourceOptions({ url, poolSize: 2, name: "recoup verify" }));
  await database.initialize();
  try {
    return await verifyJournal({
      database,
      replayers: { AUCTION: auctionReplayer, JOURNAL: headsReplayer },
      findStrays: [findStrayBid, findStraySealed, findMisallotment],
      onProgress: showProgress(),
    });
  } finally {
    await database.destroy();
  }
}

function asksForHelp(): boolean {
  return parseArgs({ options: { help: { type: "boolean", short: "h" } } }).values.help ?? false;
}

/** As a guest of the node that runs on the data folder, if there is one. */
async function findDatabase(
  settings: Settings,
): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> {
  if (settings.databaseUrl !== null) return { url: settings.databaseUrl, stop: () => Promise.resolve() };
  return startEmbedded({ folder: resolveDataFolder(settings.dataDir), brief: true });
}

function showProgress(): (progress: Progress) => void {
  let shownAt = performance.now();
  return (progress) => {
    if (performance.now() - shownAt < PROGRESS_MS) return;
    shownAt = performance.now();
    process.stdout.write(`${countsOf(progress)} …\n`);
  };
}

function summaryOf({ offence, ...progress }: Verification): string {
  if (offence === null) return `The journal is sound: ${countsOf(progress)}.\n`;
  const { stream, sequence, problem } = offence;
  return `The journal is not sound. Stream ${stream}, entry ${sequence}: ${problem}\n`;
}

function countsOf({ streams, entries }: Progress): string {
  return `${streams.toLocaleString("en")} streams, ${entries.toLocaleString("en")} entries`;
}

main().catch((error: unknown) => {
  if (error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS")) {
    process.stderr.write(`${error.message}\n\n${HELP}`);
    process.exitCode = 2;
    return;
  }
  process.stderr.write(
    error instanceof SettingsError ? `${error.message}\n` : `Not verified: ${String(error)}\n`,
  );
  process.exitCode = 1;
});
