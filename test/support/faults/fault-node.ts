import { awaited } from "../awaited";
import { ServerProcess, type Ready } from "../server-process";
import { TcpProxy } from "./tcp-proxy";
import type { DurableDatabase } from "./durable-database";

export interface NodeOptions {
  readonly database: DurableDatabase;
  readonly name: string;
  /** A deliberate bug of test/support/mutants; absent: the node as it is. */
  readonly mutant?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** A node in a process of its own, with its own wire to the database. */
export class FaultNode {
  private readonly environment: Readonly<Record<string, string>>;

  private constructor(
    private readonly options: NodeOptions,
    readonly wire: TcpProxy,
    private process: ServerProcess,
    private ready: Ready,
  ) {
    this.environment = environmentOf(options, wire);
  }

  static async start(options: NodeOptions): Promise<FaultNode> {
    const wire = await TcpProxy.start(() => options.database.port);
    const process = run(options, environmentOf(options, wire));
    return new FaultNode(options, wire, process, await process.ready());
  }

  get httpUrl(): string {
    return this.ready.http;
  }

  get wsUrl(): string {
    return this.ready.ws;
  }

  get metricsUrl(): string {
    return this.ready.metrics;
  }

  get pid(): number {
    return this.ready.pid;
  }

  signal(name: "SIGSTOP" | "SIGCONT"): void {
    this.process.signal(name);
  }

  async kill(): Promise<void> {
    this.process.signal("SIGKILL");
    await this.process.ended;
  }

  /** Has it stop in its own time; answers the lines that it has logged. */
  async terminate(): Promise<readonly string[]> {
    this.process.signal("SIGTERM");
    const status = await awaited("the stop of a node", this.process.ended);
    if (status !== 0) throw new Error(`It ended (${status}): ${this.process.err.join("\n")}`);
    return this.process.err;
  }

  /** Another process in its place, at another port. */
  async restart(): Promise<void> {
    this.process = run(this.options, this.environment);
    this.ready = await this.process.ready();
  }

  async stop(): Promise<void> {
    await this.process.end();
    await this.wire.stop();
  }
}

function environmentOf({ database, name, environment }: NodeOptions, wire: TcpProxy) {
  return {
    DATABASE_URL: database.url(name, wire.port),
    RECOUP_DATA_DIR: database.folderOf(name),
    RECOUP_DURABILITY: "on",
    RECOUP_LIMIT_OPERATIONS_PER_SECOND: "100000",
    LOG_LEVEL: process.env["TEST_LOG_LEVEL"] ?? "warn",
    ...environment,
  };
}

function run({ mutant }: NodeOptions, environment: Readonly<Record<string, string>>): ServerProcess {
  return mutant === undefined
    ? ServerProcess.fromSource(environment)
    : ServerProcess.program(["test/support/mutant-node-program.ts", mutant], environment);
}
