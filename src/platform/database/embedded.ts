import { setTimeout as delay } from "node:timers/promises";
import { Client } from "pg";
import { canEnter, makeDataFolder, serverUser } from "./data-folder";
import { claimDataFolder, type Owner } from "./data-folder-lock";
import { findBinaries } from "./embedded-binaries";
import { EmbeddedCluster } from "./embedded-cluster";
import { findServer, startServer, stopServer, type RunningServer } from "./embedded-server";

export interface EmbeddedOptions {
  /** The data folder; made when missing. */
  readonly folder: string;
  /** For a program that soon ends (verify): nobody joins a server that it started; they wait for its end. */
  readonly brief?: boolean;
  /** For throw-away data: nothing waits for the disk. */
  readonly unsafeFast?: boolean;
}

export interface EmbeddedDatabase {
  readonly url: string;
  /** The same server's maintenance database. */
  readonly adminUrl: string;
  /** The server's process. */
  readonly pid: number;
  readonly isOwner: boolean;
  /** Stops the server if we own it; a guest leaves it to its owner. */
  readonly stop: () => Promise<void>;
}

const DATABASE = "recoup";
const POLL_MS = 50;
const GUEST_PATIENCE_MS = 60_000;

/**
 * A real PostgreSQL in the data folder. The first process to come owns the server: it starts it, or takes over one that
 * a killed owner left, and stops it at its own end. Everyone who comes while the owner lives is a guest.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const folder = makeDataFolder(options.folder);
  const cluster = new EmbeddedCluster(folder);
  const giveUp = performance.now() + GUEST_PATIENCE_MS;
  for (;;) {
    const claim = claimDataFolder(folder, options.brief ?? false);
    if (claim.kind === "owned") return becomeOwner(cluster, options, claim.release);
    const joined = claim.owner.brief ? null : await joinAsGuest(cluster);
    if (joined) return joined;
    if (performance.now() > giveUp) throw new Error(stillWaiting(folder, claim.owner));
    await delay(POLL_MS);
  }
}

async function becomeOwner(
  cluster: EmbeddedCluster,
  { unsafeFast = false }: EmbeddedOptions,
  release: () => void,
): Promise<EmbeddedDatabase> {
  let stopped: Promise<void> | undefined;
  // Once: a second time it might be the next owner's server.
  const stop = () => (stopped ??= stopServer(cluster).finally(release));
  try {
    const user = serverUser();
    if (!canEnter(cluster.folder, user)) {
      throw new Error(
        `PostgreSQL's own user cannot enter ${cluster.folder}: set RECOUP_DATA_DIR to a folder that others may enter`,
      );
    }
    const binaries = findBinaries(cluster.folder, user);
    if (!cluster.exists) cluster.create(binaries, user, unsafeFast);
    const server = await startServer(cluster, { binaries, user, unsafeFast });
    await ensureDatabase(cluster.url(server.port, "postgres"));
    return { ...urlsOf(cluster, server), isOwner: true, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The owner may still be making the cluster, or already be stopping it: then there is nothing to join yet. */
async function joinAsGuest(cluster: EmbeddedCluster): Promise<EmbeddedDatabase | null> {
  const server = findServer(cluster);
  if (!server?.isReady) return null;
  const urls = urlsOf(cluster, server);
  const isThere = await run(urls.url, "SELECT").then(
    () => true,
    () => false,
  );
  return isThere ? { ...urls, isOwner: false, stop: () => Promise.resolve() } : null;
}

function urlsOf(cluster: EmbeddedCluster, { pid, port }: RunningServer) {
  return { pid, url: cluster.url(port, DATABASE), adminUrl: cluster.url(port, "postgres") };
}

async function ensureDatabase(adminUrl: string): Promise<void> {
  const found = await run(adminUrl, `SELECT 1 FROM pg_database WHERE datname = '${DATABASE}'`);
  if (found === 0) await run(adminUrl, `CREATE DATABASE ${DATABASE}`);
}

/** Runs one statement on a connection of its own and says how many rows it gave. */
async function run(url: string, sql: string): Promise<number> {
  const client = new Client({ connectionString: url });
  try {
    await client.connect();
    return (await client.query(sql)).rows.length;
  } finally {
    await client.end();
  }
}

function stillWaiting(folder: string, owner: Owner): string {
  const { pid, brief } = owner;
  return brief
    ? `Process ${pid} is still using ${folder}: wait for its end`
    : `Process ${pid} owns ${folder}, but no PostgreSQL answers there: end that process`;
}
