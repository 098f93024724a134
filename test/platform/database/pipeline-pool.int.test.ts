import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { PipelinePool } from "../../../src/platform/database/pipeline-pool";
import { freshDatabase, type TestDatabase } from "../../support/database";

/** A way to the database on which answers get lost when told, while the connections stay up. */
class LossyWay {
  losesAnswers = false;
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly server: Server) {}

  static async to({ hostname, port }: URL): Promise<LossyWay> {
    const way: LossyWay = new LossyWay(
      createServer((client) => {
        const database = connect(Number(port), hostname);
        way.carry(client, database);
      }),
    );
    await new Promise<void>((resolve) => way.server.listen(0, "127.0.0.1", resolve));
    return way;
  }

  get port(): string {
    return String((this.server.address() as AddressInfo).port);
  }

  close(): void {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
  }

  private carry(client: Socket, database: Socket): void {
    for (const socket of [client, database]) {
      this.sockets.add(socket);
      socket.on("error", () => undefined);
    }
    client.on("data", (bytes) => database.write(bytes));
    client.on("close", () => database.destroy());
    database.on("data", (bytes) => this.losesAnswers || client.write(bytes));
    database.on("close", () => this.losesAnswers || client.destroy());
  }
}

let test: TestDatabase;
let way: LossyWay;
let pool: PipelinePool;

beforeEach(async () => {
  test = await freshDatabase();
  const url = new URL(test.url);
  way = await LossyWay.to(url);
  [url.hostname, url.port] = ["127.0.0.1", way.port];
  const options = { url: url.href, name: "recoup test", settings: {}, answerWithinMilliseconds: 1_000 };
  pool = new PipelinePool({ ...options, pipelined: true }, 1);
  await pool.use((pipeline) => pipeline.send([{ text: "SELECT 1" }]));
});
afterEach(async () => {
  await pool.end();
  way.close();
  await test.drop();
});

describe("a pool of pipelined connections", () => {
  it("gives up a connection on which no answer comes, and works again when answers do", async () => {
    way.losesAnswers = true;
    const asked = pool.use((pipeline) => pipeline.send([{ text: "SELECT 1" }, { text: "SELECT 2" }]));
    await expect(asked).rejects.toThrow("did not answer in time");
    way.losesAnswers = false;
    const [result] = await pool.use((pipeline) => pipeline.send([{ text: "SELECT 3 AS three" }]));
    expect(result?.rows).toEqual([{ three: 3 }]);
  });

  it("does not wait for ever to part from a connection that is silent", async () => {
    way.losesAnswers = true;
    await expect(pool.use(() => Promise.reject(new Error("ours")))).rejects.toThrow("ours");
  });
});
