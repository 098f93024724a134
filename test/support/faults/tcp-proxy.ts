import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { awaited } from "../awaited";
import { isNotification, readStartup, withoutMessages } from "./postgres-wire";

/** Which of the node's connections, by the name that it gave them: "recoup bidding", "recoup events", "recoup". */
type Name = string;

/** The wire between one node and its database, for a test to spoil. */
export class TcpProxy {
  private readonly links = new Set<Link>();
  private swallows = { requests: false, replies: false };
  private losesNotifications = false;
  private commitsToCut = 0;
  private onCut: () => void = () => undefined;
  private onCommit: () => void = () => undefined;

  private constructor(
    private readonly server: Server,
    private readonly target: () => number,
  ) {
    server.on("connection", (client) => this.join(client));
  }

  /** `target`: the port of the database, which may come back at another. */
  static async start(target: () => number): Promise<TcpProxy> {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    return new TcpProxy(server, target);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Ends connections as a router does that lost its memory. New ones pass. */
  reset(name?: Name): void {
    for (const link of this.links) if (name === undefined || link.name === name) link.reset();
  }

  /** Nothing passes any more, and nobody is told. */
  blackHole(): void {
    this.swallows = { requests: true, replies: true };
  }

  /** The connections that there are pass nothing any more, for ever, as when a router forgot them. New ones pass. */
  forgetConnections(): void {
    for (const link of this.links) link.isForgotten = true;
  }

  /** The database hears everything, and nobody hears the database. */
  dropReplies(): void {
    this.swallows = { requests: false, replies: true };
  }

  /** Notifications get lost on their way to the node; all else passes. */
  loseNotifications(): void {
    this.losesNotifications = true;
  }

  /** The next COMMITs of bids are carried out, but their replies do not arrive: the connection ends instead. */
  cutCommits(count: number): Promise<void> {
    this.commitsToCut = count;
    const cut = new Promise<void>((resolve) => (this.onCut = resolve));
    return awaited(`${count} COMMITs to cut off`, cut);
  }

  /** Settles when the next COMMIT of bids is on its way. */
  commitSent(): Promise<void> {
    return awaited("a COMMIT of bids", new Promise((resolve) => (this.onCommit = resolve)));
  }

  /** All passes again. A connection that has lost something is ended: what it carries would make no sense. */
  heal(): void {
    this.swallows = { requests: false, replies: false };
    this.losesNotifications = false;
    for (const link of this.links) if (link.isSpoiled) link.reset();
  }

  async stop(): Promise<void> {
    this.server.close();
    this.reset();
    await awaited("the last connections to the database", once(this.server, "close"));
  }

  private join(client: Socket): void {
    const link = new Link(client, connect(this.target(), "127.0.0.1"));
    this.links.add(link);
    link.ended.then(
      () => this.links.delete(link),
      () => undefined,
    );
    client.on("data", (bytes) => this.carryRequest(link, bytes));
    link.database.on("data", (bytes) => this.carryReply(link, bytes));
  }

  private carryRequest(link: Link, bytes: Buffer): void {
    link.name ??= readStartup(bytes);
    if (link.isForgotten) return;
    if (this.swallows.requests) return void (link.isSpoiled = true);
    // The words stand in the protocol's messages as they are, with a zero behind them.
    const isCommit = link.name === "recoup bidding" && bytes.includes("COMMIT\0");
    if (isCommit) this.onCommit();
    if (isCommit && this.commitsToCut > 0) {
      this.commitsToCut -= 1;
      link.isAwaitingCommit = true;
    }
    link.database.write(bytes);
  }

  private carryReply(link: Link, bytes: Buffer): void {
    if (link.isForgotten) return;
    if (this.swallows.replies) return void (link.isSpoiled = true);
    if (link.isAwaitingCommit) {
      if (!bytes.includes("COMMIT\0")) return;
      link.reset();
      if (this.commitsToCut === 0) this.onCut();
      return;
    }
    const isThinned = this.losesNotifications && link.name === "recoup events";
    link.client.write(isThinned ? withoutMessages(bytes, isNotification) : bytes);
  }
}

/** One connection of the node, and the one that it stands for. */
class Link {
  name: Name | undefined;
  isSpoiled = false;
  isForgotten = false;
  isAwaitingCommit = false;
  readonly ended: Promise<unknown>;

  constructor(
    readonly client: Socket,
    readonly database: Socket,
  ) {
    for (const socket of [client, database]) socket.on("error", () => undefined).on("end", () => this.end());
    this.ended = Promise.all([once(client, "close"), once(database, "close")]);
    client.on("close", () => this.isForgotten || database.destroy());
    database.on("close", () => this.isForgotten || client.destroy());
  }

  reset(): void {
    this.client.resetAndDestroy();
    this.database.destroy();
  }

  private end(): void {
    if (this.isSpoiled || this.isForgotten) return; // not even an end is heard
    this.client.end();
    this.database.end();
  }
}
