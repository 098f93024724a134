import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import { Client } from "pg";
import { OrganizationKind, Role } from "../../src/platform/access/viewer";
import { signDevelopmentToken } from "../../src/platform/access/development-issuer";
import { findServer } from "../../src/platform/database/embedded-server";
import { loadKeys } from "../../src/platform/keys";
import { readSettings } from "../../src/platform/settings";
import { post, RawSocket } from "../platform/server/transports";
import { ensureBuilt } from "../support/built";
import { freshDatabase, type TestDatabase } from "../support/database";
import { EmbeddedFolder } from "../support/embedded-folder";
import { ServerProcess, type Ready } from "../support/server-process";

/** Anybody of the seller's who may look at portfolios, by the key in the server's folder. */
async function authorization(folder: string): Promise<string> {
  const { issuer } = loadKeys(readSettings({ RECOUP_DATA_DIR: folder }));
  if (!issuer) throw new Error("There is no development issuer");
  const who = { organization: "bank", kind: OrganizationKind.SELLER, roles: [Role.ANALYST] };
  const token = {
    ...who,
    subject: "ada",
    name: "Ada",
    issuedAt: Math.floor(Date.now() / 1_000),
    lifetimeSeconds: 60,
  };
  return `Bearer ${await signDevelopmentToken(issuer, token)}`;
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, "127.0.0.1");
  const [error] = (await Promise.race([once(server, "listening"), once(server, "error")])) as [Error?];
  if (!error) server.close();
  return !error;
}

/** Processes with this text in their command line. */
async function processesWith(text: string): Promise<string[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const commands = await Promise.all(
    pids.map((pid) => readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")),
  );
  return commands.filter((command) => command.includes(text)).map((command) => command.replaceAll("\0", " "));
}

/** Those of a test; what it leaves behind is ended. */
const servers: ServerProcess[] = [];
const started = (server: ServerProcess): ServerProcess => {
  servers.push(server);
  return server;
};
afterEach(() => Promise.all(servers.splice(0).map((server) => server.end())));

const portOf = ({ http }: Ready) => Number(new URL(http).port);

describe("npm start, on a machine without a database", () => {
  let folder: EmbeddedFolder;

  beforeAll(ensureBuilt, 120_000);
  beforeEach(async () => {
    folder = await EmbeddedFolder.make();
  });
  afterEach(() => folder.remove());

  it("says on one line that it takes requests; SIGTERM to npm leaves the port free and no PostgreSQL", async () => {
    const server = started(ServerProcess.byNpm({ RECOUP_DATA_DIR: folder.path }));
    const ready = await server.ready();
    expect(ready).toEqual({
      ready: true,
      http: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/graphql$/) as string,
      ws: ready.http.replace("http", "ws"),
      metrics: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/metrics$/) as string,
      pid: expect.any(Number) as number,
    });
    expect((await fetch(new URL("/health/ready", ready.http))).status).toBe(200);
    const headers = { authorization: await authorization(folder.path) };
    const answer = await post(
      { httpUrl: ready.http, wsUrl: ready.ws },
      '{"query":"{ viewer { name } }"}',
      headers,
    );
    expect(await answer.json()).toEqual({ data: { viewer: { name: "Ada" } } });
    expect(findServer(folder.cluster)).not.toBeNull();

    server.signal("SIGTERM");
    expect(await server.ended).toBe(0);
    expect(server.out).toHaveLength(1);
    expect(server.err.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual(
      expect.arrayContaining(["stopping", "stopped"]),
    );
    expect(await isFree(portOf(ready))).toBe(true);
    expect(await isFree(Number(new URL(ready.metrics).port))).toBe(true);
    expect(findServer(folder.cluster)).toBeNull();
    expect(await processesWith(folder.path)).toEqual([]);
  }, 60_000);

  it("leaves no PostgreSQL either when it cannot start", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await once(taken, "listening");
    const { port } = taken.address() as { port: number };
    const server = started(ServerProcess.byNpm({ RECOUP_DATA_DIR: folder.path, PORT: String(port) }));
    expect(await server.ended).toBe(1);
    taken.close();
    expect(server.out).toEqual([]);
    expect(server.err.join("\n")).toMatch(/^Recoup could not start: .*EADDRINUSE/m);
    expect(findServer(folder.cluster)).toBeNull();
  }, 60_000);
});

describe("SIGTERM while something runs", () => {
  let folder: string;
  let database: TestDatabase;
  let holder: Client;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), "recoup-shutdown-"));
    database = await freshDatabase();
    holder = new Client({ connectionString: database.url });
    await holder.connect();
  });
  afterEach(async () => {
    await holder.end();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  /** There is no event for it: the database is asked until somebody waits for the lock. */
  async function untilBlocked(): Promise<void> {
    const waiting = `SELECT 1 FROM pg_locks l JOIN pg_database d ON d.oid = l.database
      WHERE d.datname = current_database() AND NOT l.granted`;
    while ((await holder.query(waiting)).rows.length === 0);
  }

  it("what runs is answered, sockets are told to come again, and further signals change nothing", async () => {
    const server = started(ServerProcess.fromSource({ DATABASE_URL: database.url, RECOUP_DATA_DIR: folder }));
    const ready = await server.ready();
    const at = { httpUrl: ready.http, wsUrl: ready.ws };
    const headers = { authorization: await authorization(folder) };
    const socket = await RawSocket.open(at);
    await socket.init(headers.authorization);

    await holder.query("BEGIN; LOCK TABLE portfolio IN ACCESS EXCLUSIVE MODE");
    const query = JSON.stringify({ query: "{ portfolios { edges { node { id } } } }" });
    const asked = post(at, query, headers);
    await untilBlocked();
    server.signal("SIGTERM");
    await server.logged("stopping");
    server.signal("SIGTERM");
    server.signal("SIGINT");
    expect(await socket.closed).toBe(1012);
    await expect(post(at, query, headers)).rejects.toThrow();
    await holder.query("ROLLBACK");

    expect(await (await asked).json()).toEqual({ data: { portfolios: { edges: [] } } });
    expect(await server.ended).toBe(0);
    expect(server.out).toHaveLength(1);
    expect(await isFree(portOf(ready))).toBe(true);
  }, 60_000);
});

describe("settings that cannot be used", () => {
  it.each([
    [
      "a port that is none",
      { PORT: "eighty", LOG_LEVEL: "loud" },
      [/PORT takes a port/, /LOG_LEVEL takes one of/],
    ],
    [
      "production without keys",
      { NODE_ENV: "production", DATABASE_URL: "postgres://localhost/recoup", RECOUP_DURABILITY: "on" },
      [
        /RECOUP_MASTER_KEY must be set in production/,
        /RECOUP_SIGNING_KEY must be set in production/,
        /AUTH_JWKS_URL must be set in production/,
        /AUTH_ISSUER must be set in production/,
        /AUTH_AUDIENCE must be set in production/,
      ],
    ],
  ] as const)(
    "%s: all that is wrong is said, and the exit status is 1",
    async (_is, environment, messages) => {
      const server = started(ServerProcess.fromSource(environment));
      expect(await server.ended).toBe(1);
      expect(server.out).toEqual([]);
      for (const message of messages) expect(server.err.join("\n")).toMatch(message);
    },
  );
});
