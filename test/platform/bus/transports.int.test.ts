import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import type { EventBus } from "../../../src/platform/bus/event-bus";
import { openEventBus } from "../../../src/platform/bus/open-event-bus";
import { freshDatabase, type TestDatabase } from "../../support/database";
import { runOnce } from "../../support/database-server";
import { hasNats, NatsServer } from "../../support/nats-server";

const STREAM = "01900000-0000-7000-8000-000000000001";

let database: TestDatabase;
let nats: NatsServer | null = null;
let opened: EventBus[] = [];

beforeAll(async () => {
  database = await freshDatabase();
  if (hasNats) nats = await NatsServer.start();
});
afterEach(async () => {
  await Promise.all(opened.map((bus) => bus.close()));
  opened = [];
});
afterAll(async () => {
  await nats?.kill();
  await database.drop();
});

async function open(url: string, onTrouble: (error: unknown) => void = () => undefined): Promise<EventBus> {
  const bus = await openEventBus({ url, databaseUrl: database.url, onTrouble });
  opened.push(bus);
  return bus;
}

function nextWake(bus: EventBus): Promise<unknown> {
  return new Promise((resolve) => {
    const end = bus.onWake((...wake) => {
      end();
      resolve(wake);
    });
  });
}

describe.each<[string, () => string]>([
  ["postgres:", () => "postgres:"],
  ...(hasNats ? [["nats:", () => String(nats?.url)] as [string, () => string]] : []),
])("the event bus over %s", (_name, urlOf) => {
  it("carries wake-ups and messages to the other nodes, and nothing back to the sender", async () => {
    const [here, there] = [await open(urlOf()), await open(urlOf())];
    const echoes: unknown[] = [];
    here.onWake((...wake) => echoes.push(wake));
    const message = new Promise((resolve) => there.onMessage("revocations", resolve));
    const wake = nextWake(there);
    here.wake(STREAM, 42);
    here.publish("revocations", "key-1");
    expect(await wake).toEqual([STREAM, 42]);
    expect(await message).toBe("key-1");
    const answer = nextWake(here);
    there.wake(STREAM, 43);
    expect(await answer).toEqual([STREAM, 43]); // what the sender had sent would have come before it
    expect(echoes).toEqual([[STREAM, 43]]);
  });

  it("is closed behind its last word, which is heard, and without trouble", async () => {
    const troubles: unknown[] = [];
    const [here, there] = [await open(urlOf(), (trouble) => troubles.push(trouble)), await open(urlOf())];
    const wake = nextWake(there);
    here.wake(STREAM, 44);
    await here.close();
    expect(await wake).toEqual([STREAM, 44]);
    expect(troubles).toEqual([]);
  });
});

describe("the event bus over postgres:", () => {
  it("connects again when its connection is lost, says so, and hears again", async () => {
    const [here, there] = [await open("postgres:"), await open("postgres:")];
    const resumed = Promise.all(
      [here, there].map((bus) => new Promise<void>((resolve) => bus.onResumed(resolve))),
    );
    await terminate("recoup events");
    await resumed;
    const wake = nextWake(there);
    here.wake(STREAM, 1);
    expect(await wake).toEqual([STREAM, 1]);
  });

  it("connects anew when the network swallows what it sends", async () => {
    const network = await openNetwork(database.url);
    const there = await open("postgres:");
    const here = await openEventBus({
      url: "postgres:",
      databaseUrl: network.url,
      onTrouble: () => undefined,
    });
    opened.push(here);
    const resumed = new Promise<void>((resolve) => here.onResumed(resolve));
    network.swallow();
    here.wake(STREAM, 1);
    await resumed;
    const wake = nextWake(there);
    here.wake(STREAM, 2);
    expect(await wake).toEqual([STREAM, 2]);
    await here.close();
    await network.close();
  });

  it("rejects when the first connection fails, so that a node does not start deaf", async () => {
    const url = new URL(database.url);
    url.pathname = "/there_is_no_such_database";
    await expect(
      openEventBus({ url: "postgres:", databaseUrl: url.toString(), onTrouble: () => undefined }),
    ).rejects.toThrow("does not exist");
  });
});

/** A network before the database whose present connections can be made to swallow everything. */
async function openNetwork(databaseUrl: string) {
  const { hostname, port } = new URL(databaseUrl);
  const connections = new Set<Socket>();
  const server = createServer((client) => {
    const database = connect(Number(port), hostname);
    for (const socket of [client, database]) socket.on("error", () => undefined);
    client.pipe(database).pipe(client);
    client.once("close", () => database.destroy());
    connections.add(client);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = new URL(databaseUrl);
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.toString(),
    swallow: () => connections.forEach((client) => client.unpipe().resume()),
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

async function terminate(applicationName: string): Promise<void> {
  const ends = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE application_name = '${applicationName}' AND datname = current_database()`;
  await runOnce(database.url, ends);
}
