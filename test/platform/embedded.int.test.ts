import { mkdir, readFile, readdir, watch, writeFile } from "node:fs/promises";
import path from "node:path";
import { startEmbedded } from "../../src/platform/database/embedded";
import { findServer, stopServer } from "../../src/platform/database/embedded-server";
import { runOnce } from "../support/database-server";
import { EmbeddedFolder } from "../support/embedded-folder";

let folder: EmbeddedFolder;

beforeEach(async () => {
  folder = await EmbeddedFolder.make();
});

afterEach(() => folder.remove());

async function kill(pid: number): Promise<void> {
  process.kill(pid, "SIGKILL");
  await stopServer(folder.cluster); // there is none to stop; returns when it is seen to be gone
}

/** Resolves when an entry with such a name appears in the folder. */
async function firstEntry(parent: string, isIt: (name: string) => boolean): Promise<void> {
  for await (const { filename } of watch(parent)) {
    if (filename !== null && isIt(filename)) return;
  }
}

describe("the embedded PostgreSQL", () => {
  it("is durable, UTF-8, in C.UTF-8, behind a password, on a port that no outgoing connection takes", async () => {
    const database = await startEmbedded({ folder: folder.path });
    const { rows } = await runOnce(
      database.url,
      `SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS "synchronousCommit",
         current_setting('full_page_writes') AS "fullPageWrites", current_setting('timezone') AS timezone,
         pg_encoding_to_char(encoding) AS encoding, datlocale AS locale, datlocprovider AS provider
       FROM pg_database WHERE datname = current_database()`,
    );
    expect(rows).toEqual([
      {
        fsync: "on",
        synchronousCommit: "on",
        fullPageWrites: "on",
        timezone: "UTC",
        encoding: "UTF8",
        locale: "C.UTF-8",
        provider: "b",
      },
    ]);
    const url = new URL(database.url);
    expect(url.hostname).toBe("127.0.0.1");
    expect(Number(url.port)).toBeLessThan(32_768);
    url.password = "guess";
    await expect(runOnce(url.toString(), "SELECT")).rejects.toThrow("password authentication failed");
    await database.stop();
  });

  it("keeps what was committed, also when every process was killed and its number went to another", async () => {
    const { program, running } = await folder.run();
    await runOnce(running.url, "CREATE TABLE kept AS SELECT 1 AS one");
    await program.kill();
    await kill(running.pid);
    const pidFile = path.join(folder.cluster.data, "postmaster.pid");
    const lines = (await readFile(pidFile, "utf8")).split("\n");
    await writeFile(pidFile, [process.pid, ...lines.slice(1)].join("\n"));

    const next = await startEmbedded({ folder: folder.path });
    expect((await runOnce(next.url, "SELECT one FROM kept")).rows).toEqual([{ one: 1 }]);
    await next.stop();
  });
});

describe("the server's owner", () => {
  it("is one of those that start at once; all use one server", async () => {
    const all = await Promise.all([folder.run(), folder.run(), folder.run()]);
    expect(all.filter(({ running }) => running.isOwner)).toHaveLength(1);
    expect(new Set(all.map(({ running }) => running.pid)).size).toBe(1);
    expect(new Set(all.map(({ running }) => running.url)).size).toBe(1);
  });

  it("stops the server at its end; guests never do", async () => {
    const owner = await folder.run();
    const guest = await folder.run();
    const lasting = await folder.run();
    expect([owner, guest, lasting].map(({ running }) => running.isOwner)).toEqual([true, false, false]);

    await guest.program.end();
    expect(findServer(folder.cluster)).toMatchObject({ pid: owner.running.pid, isReady: true });

    await owner.program.end(); // a guest is still there: it was told by the lock that it is one
    expect(findServer(folder.cluster)).toBeNull();

    await lasting.program.end();
    const next = await folder.run();
    expect(next.running.isOwner).toBe(true);
    await lasting.program.end();
    expect(findServer(folder.cluster)).toMatchObject({ pid: next.running.pid, isReady: true });
  });

  it("when killed is followed by the next to come, which uses the server that was left and stops it", async () => {
    const killed = await folder.run();
    await killed.program.kill();
    const next = await folder.run();
    expect(next.running).toEqual({ ...killed.running, isOwner: true });
    await next.program.end();
    expect(findServer(folder.cluster)).toBeNull();
  });

  it("when killed while it makes the cluster is followed by one that waited, which makes it anew", async () => {
    await mkdir(folder.path);
    const begun = firstEntry(folder.path, (name) => name.startsWith("postgresql.unfinished"));
    const killed = folder.start();
    await begun;
    const waiting = folder.start();
    await killed.kill();
    expect(await waiting.answer()).toMatchObject({ isOwner: true });
    expect((await readdir(folder.path)).filter((name) => name.includes("unfinished"))).toEqual([]);
  });

  it("stops once: not the server of whoever owns the folder after it", async () => {
    const database = await startEmbedded({ folder: folder.path });
    await database.stop();
    const next = await folder.run();
    await database.stop();
    expect(findServer(folder.cluster)).toMatchObject({ pid: next.running.pid, isReady: true });
  });

  it("when brief has no guests: others wait for its end and have a server of their own", async () => {
    const brief = await folder.run("brief");
    const node = folder.start();
    await brief.program.end();
    const running = await node.answer<{ pid: number; isOwner: boolean }>();
    expect(running.isOwner).toBe(true);
    expect(running.pid).not.toBe(brief.running.pid);
  });

  it("when brief joins a server that runs, as everyone does", async () => {
    const owner = await folder.run();
    const brief = await folder.run("brief");
    expect(brief.running).toEqual({ ...owner.running, isOwner: false });
  });
});
