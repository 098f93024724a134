import "reflect-metadata";
import { open } from "node:fs/promises";
import { Readable, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { DataSource } from "typeorm";
import { AuctionCheckpoints, openAuctionExport, writeAuctionExport, type ExportReader } from "../auction";
import { noBus } from "../platform/bus/no-bus";
import { resolveDataFolder } from "../platform/database/data-folder";
import { dataSourceOptions } from "../platform/database/data-source";
import { startEmbedded } from "../platform/database/embedded";
import { ClientError } from "../platform/errors";
import type { Id } from "../platform/ids";
import { loadKeys } from "../platform/keys";
import { checkpointFolderOf, createProof, SIGNER } from "../platform/proof/proof";
import { noteSigner } from "../platform/proof/signed-note";
import { readSettings, type Settings } from "../platform/settings";
import { SettingsError } from "../platform/settings-reader";
import { HELP, readExportOptions, type ExportOptions, type ReaderName } from "./export-options";
import { UsageError } from "./usage-error";

/** It could not be exported; the message says why. */
class NotExported extends Error {}

async function main(): Promise<void> {
  const options = readExportOptions(process.argv.slice(2));
  if (options === null) {
    process.stdout.write(HELP);
    return;
  }
  const settings = readSettings(process.env);
  const { url, stop } = await findDatabase(settings);
  try {
    const database = new DataSource(dataSourceOptions({ url, poolSize: 2, name: "recoup export" }));
    await database.initialize();
    await exportAuction(database, settings, options).finally(() => database.destroy());
  } finally {
    await stop();
  }
}

async function exportAuction(
  database: DataSource,
  settings: Settings,
  options: ExportOptions,
): Promise<void> {
  const { auctionId } = options;
  const reader = await findReader(database, options);
  await signWhatIsThere(database, settings, auctionId);
  const source = reader && (await openAuctionExport(database, { auctionId, reader }));
  if (!source) throw new NotExported("There is no such auction for this reader.");
  if (source === "sealed") throw new NotExported("The auction is sealed until its opening.");
  if (source === "running")
    throw new NotExported("The auction still takes bids: an auditor comes after them.");
  const out = options.out === null ? process.stdout : await createFile(options.out);
  await pipeline(Readable.from(writeAuctionExport(database, source)), out, { end: options.out !== null });
}

async function createFile(file: string): Promise<Writable> {
  try {
    return (await open(file, "wx")).createWriteStream();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    throw new NotExported(`${file} exists already: name a new file.`);
  }
}

/** Null when the name is nobody's. */
async function findReader(
  database: DataSource,
  { auctionId, reader }: { readonly auctionId: Id; readonly reader: ReaderName },
): Promise<ExportReader | null> {
  if (reader === "public") return { kind: "public" };
  if (reader === "auditor") return { kind: "auditor" };
  const [row] = await (reader === "seller"
    ? database.query<{ id: Id }[]>("SELECT seller_id AS id FROM auction WHERE id = $1", [auctionId])
    : database.query<{ id: Id }[]>("SELECT id FROM organization WHERE slug = $1", [reader.slug]));
  return row ? { kind: "organization", id: row.id } : null;
}

async function signWhatIsThere(database: DataSource, settings: Settings, auctionId: Id): Promise<void> {
  const onError = (error: unknown) => void process.stderr.write(`Not signed: ${String(error)}\n`);
  const proof = createProof({
    database,
    bus: noBus,
    checkpointFolder: checkpointFolderOf(settings),
    signer: noteSigner(SIGNER, loadKeys(settings).signing),
  });
  await new AuctionCheckpoints({ database, proof, onError }).publish(auctionId).catch(onError);
}

/** As a guest of the node that runs on the data folder, if there is one. */
async function findDatabase(
  settings: Settings,
): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> {
  if (settings.databaseUrl !== null) return { url: settings.databaseUrl, stop: () => Promise.resolve() };
  return startEmbedded({ folder: resolveDataFolder(settings.dataDir), brief: true });
}

main().catch((error: unknown) => {
  if (error instanceof UsageError) {
    process.stderr.write(`${error.message}\n\n${HELP}`);
    process.exitCode = 2;
    return;
  }
  const isExpected =
    error instanceof NotExported || error instanceof SettingsError || error instanceof ClientError;
  process.stderr.write(isExpected ? `${error.message}\n` : `Not exported: ${String(error)}\n`);
  process.exitCode = 1;
});
