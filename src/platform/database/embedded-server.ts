import { spawn, type ChildProcess } from "node:child_process";
import { closeSync, openSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { type ServerUser } from "./data-folder";
import { serverEnvironment, type EmbeddedCluster } from "./embedded-cluster";
import { isRunningCommand } from "./embedded-process";

/** A PostgreSQL that runs on a cluster, whoever started it. */
export interface RunningServer {
  readonly pid: number;
  readonly port: number;
  /** Takes connections: recovery is over, and it is not stopping. */
  readonly isReady: boolean;
}

interface StartOptions {
  readonly binaries: string;
  readonly user: ServerUser;
  readonly unsafeFast: boolean;
}

const POLL_MS = 20;
const START_ATTEMPTS = 5;
const STOP_MS = 20_000;

/** Fit for a development machine of two cores on which much else runs. */
const SETTINGS = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "200",
  shared_buffers: "128MB",
  work_mem: "16MB",
  max_wal_size: "2GB", // a tape of a million rows must not wait for checkpoints
  random_page_cost: "1.1",
  jit: "off", // compiling costs more than our short statements run
  timezone: "UTC",
  log_timezone: "UTC",
};

/** Throw-away data only: a crash loses it. */
const UNSAFE_SETTINGS = { fsync: "off", synchronous_commit: "off", full_page_writes: "off" };

/** The server on this cluster, by the file that PostgreSQL keeps; a killed one leaves a file that names nobody. */
export function findServer(cluster: EmbeddedCluster): RunningServer | null {
  let lines: string[];
  try {
    lines = readFileSync(pidFile(cluster), "utf8").split("\n");
  } catch {
    return null;
  }
  const pid = Number(lines[0]);
  // Its number may have passed to a stranger: ours has the cluster's folder in its command line.
  if (!(pid > 0) || !isRunningCommand(pid, cluster.data)) return null;
  return { pid, port: Number(lines[3]), isReady: lines[7]?.trim() === "ready" };
}

/** Starts the server, or takes over the one that a killed owner left. Only for the owner of the data folder. */
export async function startServer(cluster: EmbeddedCluster, options: StartOptions): Promise<RunningServer> {
  for (let attempt = 1; ; attempt++) {
    const left = findServer(cluster);
    const child = left ? null : await launch(cluster, options);
    const ready = await readyOrEnded(cluster, child);
    if (ready) return ready;
    // Somebody was faster at the port, or the backends of a killed server have not all noticed its death.
    if (attempt === START_ATTEMPTS) {
      throw new Error(`PostgreSQL does not start:\n${readFileSync(cluster.log, "utf8").slice(-2000)}`);
    }
    await delay(POLL_MS * 2 ** attempt);
  }
}

/** Stops the server as PostgreSQL calls fast: open transactions end, everything committed is on disk. */
export async function stopServer(cluster: EmbeddedCluster): Promise<void> {
  for (const signal of ["SIGINT", "SIGQUIT", "SIGKILL"] as const) {
    const server = findServer(cluster);
    if (!server || !sendSignal(server.pid, signal)) return;
    const giveUp = performance.now() + STOP_MS;
    while (isRunningCommand(server.pid, cluster.data) && performance.now() < giveUp) await delay(POLL_MS);
  }
}

/** False when the process ended before it came. */
function sendSignal(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
    throw error;
  }
}

async function launch(cluster: EmbeddedCluster, options: StartOptions): Promise<ChildProcess> {
  rmSync(pidFile(cluster), { force: true });
  const settings = {
    ...SETTINGS,
    ...(options.unsafeFast ? UNSAFE_SETTINGS : {}),
    port: String(await findFreePort()),
  };
  const log = openSync(cluster.log, "a", 0o600);
  const child = spawn(
    path.join(options.binaries, "postgres"),
    ["-D", cluster.data, ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])],
    {
      ...options.user,
      cwd: cluster.folder,
      env: serverEnvironment(cluster.folder),
      stdio: ["ignore", log, log],
      // Ctrl-C in a terminal is for us: we stop serving before the server goes. Throw-away data may go with us.
      detached: !options.unsafeFast,
    },
  );
  closeSync(log);
  child.unref();
  child.on("error", () => undefined); // without a process there is no pid file: it counts as ended
  return child;
}

/** The server once it takes connections; null when it ended instead. */
async function readyOrEnded(
  cluster: EmbeddedCluster,
  child: ChildProcess | null,
): Promise<RunningServer | null> {
  for (;;) {
    const server = findServer(cluster);
    if (server?.isReady) return server;
    const ended = child ? child.exitCode !== null || child.signalCode !== null || !child.pid : !server;
    if (ended) return null;
    await delay(POLL_MS);
  }
}

/** Below 32768, so that no outgoing connection takes the port between this look and the server's start. */
async function findFreePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
      .once("error", () => resolve(false))
      .listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}

function pidFile(cluster: EmbeddedCluster): string {
  return path.join(cluster.data, "postmaster.pid");
}
