import { DurableDatabase } from "../../support/faults/durable-database";
import { FaultCluster, type WatchedAuction } from "../../support/faults/fault-cluster";
import { runFault } from "../../support/faults/fault-run";
import { TcpProxy } from "../../support/faults/tcp-proxy";
import { hasNats, NatsServer } from "../../support/nats-server";
import { ServerProcess } from "../../support/server-process";

let database: DurableDatabase;
let nats: NatsServer;
/** Where the nodes find the server, which comes back at another port. */
let wire: TcpProxy;
let cluster: FaultCluster | null = null;

/** Wake-ups of one node to another by NATS, in processes of their own. */
(hasNats ? describe : describe.skip)("two nodes with NATS between them", () => {
  beforeAll(async () => {
    database = await DurableDatabase.start();
    nats = await NatsServer.start();
    wire = await TcpProxy.start(() => nats.port);
  });
  afterEach(async () => {
    await cluster?.stop();
    cluster = null;
  });
  afterAll(async () => {
    await wire.stop();
    await nats.kill();
    await database.remove();
  });

  async function start(mutant?: string): Promise<FaultCluster> {
    const environment = { EVENT_BUS_URL: `nats://127.0.0.1:${wire.port}` };
    cluster = await FaultCluster.start(database, { environment, ...(mutant && { mutant }) });
    return cluster;
  }

  /** Bids at one node until a watcher at the other has seen what was accepted. */
  async function seenAcross(nodes: FaultCluster, { crowd, watchers }: WatchedAuction): Promise<void> {
    const first = nodes.node(0).httpUrl;
    let isSeen = false;
    const sequence = await crowd.acceptedAt(first);
    const seen = watchers[1]?.watcher.seen(sequence).then(() => (isSeen = true));
    while (!isSeen) await Promise.race([seen, crowd.acceptedAt(first)]);
  }

  it("are woken by it, and again when it has died and come back", async () => {
    const nodes = await start("wake-ups alone"); // which never look at the table by themselves
    const auction = await nodes.auction();
    const sequence = await auction.crowd.acceptedAt(nodes.node(0).httpUrl);
    await auction.watchers[1]?.watcher.seen(sequence);
    await nats.kill();
    await nats.restart();
    await seenAcross(nodes, auction);
  });

  it("P6, P16: go on by the table while it is away, and no subscriber misses or repeats an entry", async () => {
    const nodes = await start();
    const problems = await runFault(nodes, async ({ crowd, watchers }) => {
      await nats.kill();
      for (const { httpUrl } of nodes.nodes) {
        const sequence = await crowd.acceptedAt(httpUrl);
        await Promise.all(watchers.map(({ watcher }) => watcher.seen(sequence)));
      }
      await nats.restart();
      await crowd.decided(10);
    });
    expect(problems).toEqual([]);
    expect(await nodes.verify()).toMatch(/The journal is sound/);
  });

  it("do not start deaf: where it is not there, a node says so and ends", async () => {
    await nats.kill();
    const node = ServerProcess.fromSource({
      DATABASE_URL: database.url(await database.create()),
      RECOUP_DATA_DIR: database.folderOf("deaf"),
      EVENT_BUS_URL: `nats://127.0.0.1:${nats.port}`,
    });
    expect(await node.ended).toBe(1);
    expect(node.err.join("\n")).toMatch(/could not start: .*EVENT_BUS_URL/);
    await nats.restart();
  });
});
