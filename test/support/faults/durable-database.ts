import { chmod, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { makeDataFolder, serverUser } from "../../../src/platform/database/data-folder";
import { findBinaries } from "../../../src/platform/database/embedded-binaries";
import { EmbeddedCluster } from "../../../src/platform/database/embedded-cluster";
import { isRunningCommand } from "../../../src/platform/database/embedded-process";
import { findServer, startServer, stopServer } from "../../../src/platform/database/embedded-server";
import { runOnce } from "../database-server";
import { endWithTests } from "../guardian";

/** How often it is looked whether a server has gone: there is no event for a process that is not our child. */
const LOOK_MS = 10;

/** A PostgreSQL of a test's own that waits for its disk, in a folder of its own, to be killed and started again. */
export class DurableDatabase {
  private number = 0;
  private constructor(
    private readonly root: string,
    private readonly cluster: EmbeddedCluster,
    public port: number,
    private readonly removed: () => void,
  ) {}

  static async start(): Promise<DurableDatabase> {
    const root = await mkdtemp(path.join(os.tmpdir(), "recoup-faults-"));
    const removed = endWithTests("folder", root);
    await chmod(root, 0o711); // PostgreSQL's own user must get in
    const cluster = new EmbeddedCluster(makeDataFolder(path.join(root, "data")));
    cluster.create(findBinaries(cluster.folder, serverUser()), serverUser(), false);
    const database = new DurableDatabase(root, cluster, 0, removed);
    await database.restart();
    return database;
  }

  /** Where the nodes on a database of this server may keep their keys, and what they remember of its journal. */
  folderOf(name: string): string {
    return path.join(this.root, name);
  }

  /** The database by this name, at the port where the server is now, or at another that leads there. */
  url(name: string, port = this.port): string {
    return this.cluster.url(port, name);
  }

  /** A database with nothing in it; answers its name. */
  async create(): Promise<string> {
    const name = `faults_${(this.number += 1)}`;
    await runOnce(this.url("postgres"), `CREATE DATABASE ${name}`);
    return name;
  }

  /** Ends every process of the server in one blow, as a machine's crash does; what it had not given to the system is lost. */
  async kill(): Promise<void> {
    const server = this.running();
    for (const pid of [server, ...(await childrenOf(server))]) send(pid, "SIGKILL");
    await this.gone(server);
  }

  /** What PostgreSQL calls an immediate stop: no goodbyes, and recovery at the next start. */
  async stopImmediately(): Promise<void> {
    const server = this.running();
    send(server, "SIGQUIT");
    await this.gone(server);
  }

  async restart(): Promise<void> {
    const user = serverUser();
    const binaries = findBinaries(this.cluster.folder, user);
    this.port = (await startServer(this.cluster, { binaries, user, unsafeFast: false })).port;
  }

  async remove(): Promise<void> {
    await stopServer(this.cluster);
    await rm(this.root, { recursive: true, force: true });
    this.removed();
  }

  private running(): number {
    const server = findServer(this.cluster);
    if (!server) throw new Error("The database does not run");
    return server.pid;
  }

  private async gone(pid: number): Promise<void> {
    while (isRunningCommand(pid, this.cluster.data)) await delay(LOOK_MS);
  }
}

async function childrenOf(parent: number): Promise<number[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const parents = await Promise.all(
    pids.map((pid) => readFile(`/proc/${pid}/stat`, "utf8").then(parentIn, () => null)),
  );
  return pids.filter((_pid, index) => parents[index] === parent).map(Number);
}

/** The fourth field, behind the command's name in brackets, which may hold anything. */
function parentIn(stat: string): number {
  return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
}

/** Whoever has gone by itself meanwhile is no trouble. */
function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
