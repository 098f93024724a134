import path from "node:path";
import type { BenchOptions } from "./options";
import type { ServerHandlers, StartOptions } from "./programs/server";
import { Program } from "./tools/program";
import type { Usage } from "./tools/usage";

/** Far above what is reached here, so that they are counted and never met. */
const LIMITS = { RECOUP_LIMIT_OPERATIONS_PER_SECOND: "1000000", RECOUP_LIMIT_BIDS_PER_SECOND: "1000000" };

export interface ServerOptions extends StartOptions {
  readonly dataFolder: string;
  /** Another server's, whose PostgreSQL is used; absent: it starts its own in the data folder. */
  readonly databaseUrl?: string;
}

/** A server in a process of its own. */
export class BenchServer {
  private constructor(
    private readonly program: Program<ServerHandlers>,
    readonly httpUrl: string,
    readonly wsUrl: string,
    private readonly metricsUrl: string,
    readonly databaseUrl: string,
  ) {}

  static async start(
    { dataFolder, databaseUrl: existing, ...start }: ServerOptions,
    { profiles }: Pick<BenchOptions, "profiles">,
  ): Promise<BenchServer> {
    const profiling = profiles === null ? [] : ["--cpu-prof", `--cpu-prof-dir=${path.resolve(profiles)}`];
    const program = Program.start<ServerHandlers>(path.join(__dirname, "programs/server.js"), {
      flags: ["--enable-source-maps", ...profiling],
      env: {
        PATH: process.env["PATH"],
        RECOUP_DATA_DIR: dataFolder,
        PORT: "0",
        LOG_LEVEL: "warn",
        ...LIMITS,
        ...(existing !== undefined && { DATABASE_URL: existing }),
      },
    });
    try {
      const urls = await program.call("start", start);
      const { httpUrl, wsUrl, metricsUrl, databaseUrl } = urls;
      return new BenchServer(program, httpUrl, wsUrl, metricsUrl, databaseUrl);
    } catch (error) {
      await program.stop();
      throw error;
    }
  }

  signCheckpoint(auctionId: string): Promise<void> {
    return this.program.call("signCheckpoint", auctionId);
  }

  usage(): Promise<Usage> {
    return this.program.call("usage", undefined);
  }

  heldBytes(): Promise<number> {
    return this.program.call("heldBytes", undefined);
  }

  /** What it counts, by name and labels as its metrics page writes them. */
  async metrics(): Promise<ReadonlyMap<string, number>> {
    const response = await fetch(this.metricsUrl);
    const lines = (await response.text()).split("\n").filter((line) => line !== "" && !line.startsWith("#"));
    return new Map(
      lines.map((line) => [line.slice(0, line.lastIndexOf(" ")), Number(line.split(" ").at(-1))]),
    );
  }

  stop(): Promise<void> {
    return this.program.stop();
  }
}
