import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Logger } from "pino";
import { DataSource } from "typeorm";
import { assertDurability } from "./platform/database/durability";
import { ANALYSTS_SESSION, dataSourceOptions, NODE_SESSION } from "./platform/database/data-source";
import { resolveDataFolder } from "./platform/database/data-folder";
import { startEmbedded } from "./platform/database/embedded";
import { migrate, underMigrationLock } from "./platform/database/migrate";
import { grantToApplication } from "./platform/database/grants";
import { refuseSandbox, SANDBOX_SESSION, setSandboxClock } from "./platform/database/sandbox-clock";
import { ensurePartitions } from "./platform/database/partitions";
import { openEventBus } from "./platform/bus/open-event-bus";
import { Documents } from "./platform/graphql/documents";
import { Jobs, migrateJobs } from "./platform/jobs/jobs";
import { loadKeys } from "./platform/keys";
import { Metrics } from "./platform/observability/metrics";
import { startTracing } from "./platform/observability/tracing";
import { startMetricsServer } from "./platform/observability/metrics-server";
import { RateLimits } from "./platform/server/rate-limits";
import { startServer } from "./platform/server/server";
import type { Settings } from "./platform/settings";
import { systemTimers } from "./platform/timers";
import * as client from "./client/operations";
import { createApplication, openBiddingPool, type ApplicationOptions } from "./stages";

/** A node that serves. */
export interface RunningNode {
  readonly httpUrl: string;
  readonly wsUrl: string;
  readonly metricsUrl: string;
  readonly databaseUrl: string;
  /** Answers what runs, then ends connections, pools and a PostgreSQL that this node owns, in this order. */
  stop(): Promise<void>;
}

const PARTITION_CHECK_MS = 3_600_000;

/** Starts everything that one process runs: database, bus, stages and servers. What was started is stopped when a step fails. */
export async function startNode(
  settings: Settings,
  logger: Logger,
  options: ApplicationOptions = {},
): Promise<RunningNode> {
  const stops: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const end of stops.splice(0).reverse())
      await end().catch((error: unknown) => logger.error(error, "stopping"));
  };
  try {
    const databaseUrl = await openDatabaseServer(settings, stops);
    await migrateDatabase(settings, databaseUrl);
    const node = await startServing(settings, logger, { databaseUrl, stops, ...options });
    return { ...node, databaseUrl, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function openDatabaseServer(settings: Settings, stops: (() => Promise<unknown>)[]): Promise<string> {
  if (settings.databaseUrl !== null) return settings.databaseUrl;
  const embedded = await startEmbedded({
    folder: resolveDataFolder(settings.dataDir),
    unsafeFast: settings.durability === "off",
  });
  stops.push(embedded.stop);
  return embedded.url;
}

/** By a role of its own where one is set: the application's then owns nothing, and gets just what it needs. */
async function migrateDatabase(
  { databaseMigrationUrl, sandboxPace }: Settings,
  databaseUrl: string,
): Promise<void> {
  const url = databaseMigrationUrl ?? databaseUrl;
  const database = await new DataSource(
    dataSourceOptions({ url, poolSize: 2, name: "recoup migrations" }),
  ).initialize();
  try {
    if (sandboxPace === null) await refuseSandbox(database);
    await migrate(database);
    if (sandboxPace !== null) await setSandboxClock(database, sandboxPace);
    await underMigrationLock(database, () => migrateJobs(url));
    await ensurePartitions(database);
    const role = decodeURIComponent(new URL(databaseUrl).username);
    if (databaseMigrationUrl !== null && role !== "") await grantToApplication(database, role);
  } finally {
    await database.destroy();
  }
}

interface Serving extends ApplicationOptions {
  readonly databaseUrl: string;
  readonly stops: (() => Promise<unknown>)[];
}

async function startServing(
  settings: Settings,
  logger: Logger,
  { databaseUrl, stops, ...options }: Serving,
): Promise<Omit<RunningNode, "databaseUrl" | "stop">> {
  const onError = (error: unknown) => logger.error(error, "in the background");
  const sessionOptions = settings.sandboxPace === null ? "" : SANDBOX_SESSION;
  const database = await openPool(
    databaseUrl,
    { name: "recoup", poolSize: 10, sessionOptions: `${sessionOptions} ${NODE_SESSION}` },
    stops,
  );
  if (settings.durability === "on") await assertDurability(database);
  const analysts = await openPool(
    settings.databaseReplicaUrl ?? databaseUrl,
    { name: "recoup analysts", poolSize: 4, sessionOptions: `${sessionOptions} ${ANALYSTS_SESSION}` },
    stops,
  );
  const biddingPool = openBiddingPool(databaseUrl, sessionOptions);
  stops.push(() => biddingPool.end());
  const bus = await openEventBus({ url: settings.eventBusUrl, databaseUrl, onTrouble: onError });
  stops.push(() => bus.close());
  const metrics = new Metrics();
  stops.push(startTracing(settings.tracesEndpoint));
  const rateLimits = new RateLimits(settings.limits);
  const keys = loadKeys(settings);
  let listensAt = "";
  const application = createApplication({
    ...options,
    publicUrl: () => settings.publicUrl ?? listensAt,
    settings, keys, database, analysts, biddingPool, bus, rateLimits, metrics, onError,
    onProgress: (text) => logger.info(text),
  }); // prettier-ignore
  await application.start();
  stops.push(() => application.stop());
  const jobs = new Jobs({ databaseUrl, jobs: application.jobs, timers: systemTimers, onError });
  await jobs.start();
  stops.push(() => jobs.stop());
  const documents = new Documents(application.schema, settings.limits, { development: !settings.production });
  for (const text of knownDocuments()) documents.pin(text);
  const server = await startServer({
    ...application,
    documents,
    limits: settings.limits,
    rateLimits,
    logger,
    metrics,
    traces: settings.tracesEndpoint !== null,
    host: settings.host,
    port: settings.port,
    development: !settings.production,
  });
  stops.push(() => server.close());
  listensAt = new URL(server.httpUrl).origin;
  const metricsServer = await startMetricsServer(metrics, {
    host: settings.host,
    port: settings.metricsPort,
  });
  stops.push(() => metricsServer.close());
  const partitions = setInterval(
    () => void ensurePartitions(database).catch(onError),
    PARTITION_CHECK_MS,
  ).unref();
  stops.push(() => Promise.resolve(clearInterval(partitions)));
  return { httpUrl: server.httpUrl, wsUrl: server.wsUrl, metricsUrl: metricsServer.url };
}

async function openPool(
  url: string,
  pool: { readonly name: string; readonly poolSize: number; readonly sessionOptions: string },
  stops: (() => Promise<unknown>)[],
): Promise<DataSource> {
  const database = await new DataSource(dataSourceOptions({ url, ...pool })).initialize();
  stops.push(() => database.destroy());
  return database;
}

/** What clients are known to send, as files and as the project's client prints them: parsed once, never evicted. */
function knownDocuments(): string[] {
  const isBuilt = __dirname.includes(`${path.sep}dist${path.sep}`);
  const folder = path.join(__dirname, isBuilt ? "../.." : "..", "schema/operations");
  const files = readdirSync(folder).map((file) => readFileSync(path.join(folder, file), "utf8"));
  const printed = Object.entries(client)
    .filter(([name]) => name.endsWith("Document")) // the others are fragments, which nobody sends alone
    .map(([, document]) => document);
  return [...files, ...printed.map(String)];
}
