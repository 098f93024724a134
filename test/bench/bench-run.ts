import path from "node:path";
import { loadKeys } from "../../src/platform/keys";
import { readSettings } from "../../src/platform/settings";
import { BenchServer, type ServerOptions } from "./bench-server";
import type { BenchOptions, Scale } from "./options";
import type { BidOrder, BidderHandlers, BidRun, SealOrder } from "./programs/bidders";
import { Stage, type OpenAuction } from "./set-up";
import { fillAuction } from "./fill-auction";
import { Program, type Handlers } from "./tools/program";

/** What all measurements share: one PostgreSQL, one server on it, a seller with its firms, and the processes of clients. */
export class Bench {
  private readonly stops: (() => Promise<void>)[] = [];
  private readonly made = new Map<string, Promise<unknown>>();

  constructor(
    private readonly options: BenchOptions,
    readonly dataFolder: string,
  ) {}

  get scale(): Scale {
    return this.options.scale;
  }

  say(text: string): void {
    process.stderr.write(`${text}\n`);
  }

  /** The server that is measured; it owns the PostgreSQL that all use. */
  server(): Promise<BenchServer> {
    return this.once("server", () => this.startServer({}));
  }

  /** One more server on the same PostgreSQL. */
  async startServer(more: Partial<ServerOptions>): Promise<BenchServer> {
    const server = await BenchServer.start({ dataFolder: this.dataFolder, ...more }, this.options);
    this.stops.push(() => server.stop());
    return server;
  }

  /** The seller and its firms, ready to bid. */
  stage(): Promise<Stage> {
    return this.once("stage", async () => {
      const stage = this.stageOn(await this.server());
      this.say(`${this.scale.bidders} firms are qualified …`);
      await stage.qualifyFirms(this.scale.bidders);
      return stage;
    });
  }

  /** A seller with the same people, or another, on a server and with no firms yet. */
  stageOn({ httpUrl }: BenchServer, seller?: string): Stage {
    const { issuer } = loadKeys(readSettings({ RECOUP_DATA_DIR: this.dataFolder }));
    if (!issuer) throw new Error("There is no development issuer");
    return new Stage(httpUrl, issuer, seller);
  }

  /** An auction with as many bids as a long history has. */
  longAuction(): Promise<OpenAuction> {
    return this.once("longAuction", async () => {
      const stage = await this.stage();
      const { databaseUrl } = await this.server();
      const auction = await stage.openAuction();
      this.say(`${this.scale.longHistory} bids are put there …`);
      await fillAuction(databaseUrl, auction, this.scale.longHistory);
      return auction;
    });
  }

  /** A process of 64 bidders, connected to a server. */
  async bidders(server: BenchServer): Promise<Bidders> {
    const program = await this.bidderProgram();
    const group = server.wsUrl;
    await this.once(`bidders ${group}`, async () => {
      const tokens = await (await this.stage()).bidderTokens();
      await program.call("connect", { group, url: server.wsUrl, tokens });
    });
    return new Bidders(program, server);
  }

  startProgram<Known extends Handlers>(name: string): Program<Known> {
    const program = Program.start<Known>(path.join(__dirname, `programs/${name}.js`));
    this.stops.push(() => program.stop());
    return program;
  }

  async stop(): Promise<void> {
    for (const stop of this.stops.splice(0).reverse()) await stop();
  }

  private bidderProgram(): Promise<Program<BidderHandlers>> {
    return this.once("bidder program", () => Promise.resolve(this.startProgram<BidderHandlers>("bidders")));
  }

  private once<Made>(name: string, make: () => Promise<Made>): Promise<Made> {
    const made = this.made.get(name) ?? make();
    this.made.set(name, made);
    return made as Promise<Made>;
  }
}

/** A run, and what it took of the server's processor. */
export interface MeasuredRun extends BidRun {
  readonly serverCpuMicros: number;
  readonly batches: Batches;
}

/** Transactions of bids, and how long all of them took to get lock and facts, and to write and commit. */
export interface Batches {
  readonly count: number;
  readonly lockSeconds: number;
  readonly commitSeconds: number;
}

/** The bidders of one server. */
export class Bidders {
  constructor(
    private readonly program: Program<BidderHandlers>,
    private readonly server: BenchServer,
  ) {}

  /** Each of them seals so many bids, to be sent by a run of `prepared`. */
  async seal(auctionId: string, order: Pick<SealOrder, "firms" | "roster" | "count">): Promise<void> {
    await this.program.call("seal", { group: this.server.wsUrl, auctionId, ...order });
  }

  /** All of them bid, or send what they would bid, each again as soon as it was answered. */
  async run(auction: OpenAuction, operation: BidOrder["operation"], seconds: number): Promise<MeasuredRun> {
    const { cents, id: auctionId, falls = false } = auction;
    const group = this.server.wsUrl;
    const [usage, metrics] = [await this.server.usage(), await this.server.metrics()];
    const run = await this.program.call("bid", { group, auctionId, operation, cents, falls, seconds });
    const [usageAfter, metricsAfter] = [await this.server.usage(), await this.server.metrics()];
    if (operation === "placeBid") auction.cents = run.cents;
    const counted = (name: string) => (metricsAfter.get(name) ?? 0) - (metrics.get(name) ?? 0);
    const batches = {
      count: counted("recoup_bid_batch_size_count"),
      lockSeconds: counted("recoup_bid_lock_seconds_sum"),
      commitSeconds: counted("recoup_bid_commit_seconds_sum"),
    };
    return { ...run, batches, serverCpuMicros: usageAfter.cpuMicros - usage.cpuMicros };
  }
}
