import { runProgram } from "../run-program";
import { Callers } from "../callers";
import { Market } from "../market";
import { LiveWatcher } from "../live-watcher";
import { readSettings, type Settings } from "../../../src/platform/settings";
import type { DurableDatabase } from "./durable-database";
import { FaultNode } from "./fault-node";
import { RecordingCrowd } from "./recording-crowd";

export const FIRMS = ["alpha", "beta", "gamma", "delta"];

export interface ClusterOptions {
  readonly nodes?: number;
  /** A deliberate bug that all nodes have. */
  readonly mutant?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** An open auction, those who bid in it, and those who watch. */
export interface WatchedAuction {
  readonly id: string;
  readonly crowd: RecordingCrowd;
  readonly watchers: readonly { readonly name: string; readonly watcher: LiveWatcher }[];
}

/** Nodes in processes of their own on one database of a server of their own, and a market on them. */
export class FaultCluster {
  readonly market: Market;
  /** Names by the firms' identifiers. */
  readonly firms = new Map<string, string>();
  private readonly settings: Settings;
  private readonly callers: Callers;
  private readonly auctions: WatchedAuction[] = [];

  private constructor(
    readonly database: DurableDatabase,
    private readonly name: string,
    readonly nodes: readonly FaultNode[],
  ) {
    this.settings = readSettings({ RECOUP_DATA_DIR: database.folderOf(name) });
    this.callers = new Callers(this.settings, () => this.node(0).httpUrl);
    this.market = new Market(this.callers);
  }

  static async start(database: DurableDatabase, options: ClusterOptions = {}): Promise<FaultCluster> {
    const name = await database.create();
    const { nodes: count = 2, mutant, environment } = options;
    const start = () =>
      FaultNode.start({ database, name, ...(mutant && { mutant }), ...(environment && { environment }) });
    const nodes = await Promise.all(Array.from({ length: count }, start));
    const cluster = new FaultCluster(database, name, nodes);
    await cluster.market.send(cluster.market.people.admin, "{ viewer { id } }"); // the seller is known from now on
    for (const firm of FIRMS) cluster.firms.set(await cluster.market.qualify(firm), firm);
    return cluster;
  }

  get databaseUrl(): string {
    return this.database.url(this.name);
  }

  node(index: number): FaultNode {
    const node = this.nodes[index];
    if (!node) throw new Error(`There is no node ${index}`);
    return node;
  }

  /** The same people, spoken to by way of this node. */
  marketAt(index: number): Market {
    return new Market(new Callers(this.settings, () => this.node(index).httpUrl));
  }

  /** Opens an auction of all firms, for an hour unless `lasts` says how many milliseconds. */
  async auction({ isWatched = true, lasts = 3_600_000 } = {}): Promise<WatchedAuction> {
    const { market } = this;
    const id = await market.auction(await market.portfolio({ accounts: 10 }));
    for (const buyerId of this.firms.keys()) await market.admit(id, buyerId);
    const watchers = isWatched ? await this.watch(id) : [];
    const crowd = await this.crowd(id);
    const closesAt = Date.now() + lasts;
    // It opens by command, whenever that comes: a time close ahead may be past when a busy machine asks for it.
    const times = { opensAt: iso(closesAt - 1), closesAt: iso(closesAt) };
    const moved = { auctionId: id, ...times };
    await market.mutate(market.people.admin, "rescheduleAuction", moved, "... on Auction { id }");
    await market.open(id);
    const auction = { id, crowd, watchers };
    this.auctions.push(auction);
    return auction;
  }

  async verify(): Promise<string> {
    const { out, err } = await runProgram("src/cli/verify.ts", [], { DATABASE_URL: this.databaseUrl });
    return `${out}${err}`;
  }

  /** Also of auctions that a test has left open, nobody goes on bidding and watching. */
  async stop(): Promise<void> {
    for (const { crowd, watchers } of this.auctions) {
      crowd.leave();
      for (const { watcher } of watchers) watcher.leave();
    }
    await Promise.all(this.nodes.map((node) => node.stop()));
  }

  private async crowd(auctionId: string): Promise<RecordingCrowd> {
    const bidders = await Promise.all(
      FIRMS.map(async (firm) => ({ firm, token: await this.callers.token(this.market.firm(firm).bidder) })),
    );
    return new RecordingCrowd({ bidders, auctionId, urls: () => this.nodes.map((node) => node.httpUrl) });
  }

  /** One on each node, and one that is cut off again and again and changes nodes. */
  private async watch(auctionId: string): Promise<WatchedAuction["watchers"]> {
    const urlsOf = (nodes: readonly FaultNode[]) => ({
      // Asked at each connection: a node that was started again is elsewhere.
      get urls() {
        return nodes.map(({ wsUrl }) => wsUrl);
      },
    });
    const places = [...this.nodes.map((node) => [node]), this.nodes];
    return Promise.all(
      places.map(async (nodes, index) => {
        const name = String(FIRMS[index % FIRMS.length]);
        const token = await this.callers.token(this.market.firm(name).viewer);
        const cutAfter = nodes.length > 1 ? 10 : null;
        const parts = Object.assign(urlsOf(nodes), { token, auctionId, cutAfter, endures: true });
        return { name, watcher: new LiveWatcher(parts) };
      }),
    );
  }
}

function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
