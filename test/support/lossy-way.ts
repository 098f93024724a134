import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";

/** A way to the database on which answers get lost when told, while the connections stay up. */
export class LossyWay {
  losesAnswers = false;
  private readonly links = new Set<Link>();
  private readonly server: Server;

  private constructor(private readonly database: URL) {
    const { hostname, port } = database;
    this.server = createServer((client) => this.carry(client, connect(Number(port), hostname)));
  }

  static async to(databaseUrl: string): Promise<LossyWay> {
    const way = new LossyWay(new URL(databaseUrl));
    way.server.listen(0, "127.0.0.1");
    await once(way.server, "listening");
    return way;
  }

  /** Where this way to the database begins. */
  get url(): string {
    const url = new URL(this.database);
    [url.hostname, url.port] = ["127.0.0.1", String((this.server.address() as AddressInfo).port)];
    return url.href;
  }

  /** The connections that there are pass nothing any more, for ever, and nobody is told; later ones are as they should be. */
  forgetConnections(): void {
    for (const link of this.links) link.isForgotten = true;
  }

  /** Settles when so many more connections have been made. */
  async connected(count: number): Promise<void> {
    for (let made = 0; made < count; made += 1) await once(this.server, "connection");
  }

  close(): void {
    for (const { client, database } of this.links) {
      client.destroy();
      database.destroy();
    }
    this.server.close();
  }

  private carry(client: Socket, database: Socket): void {
    const link: Link = { client, database, isForgotten: false };
    this.links.add(link);
    for (const socket of [client, database]) socket.on("error", () => undefined);
    client.on("data", (bytes) => link.isForgotten || database.write(bytes));
    client.on("close", () => link.isForgotten || database.destroy());
    database.on("data", (bytes) => this.losesAnswers || link.isForgotten || client.write(bytes));
    database.on("close", () => this.losesAnswers || link.isForgotten || client.destroy());
  }
}

interface Link {
  readonly client: Socket;
  readonly database: Socket;
  isForgotten: boolean;
}
