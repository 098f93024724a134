import { DataSource } from "typeorm";
import { dataSourceOptions } from "../../../src/platform/database/data-source";
import {
  readSandboxClock,
  refuseSandbox,
  SANDBOX_SESSION,
  setSandboxClock,
} from "../../../src/platform/database/sandbox-clock";
import { freshDatabase, type TestDatabase } from "../../support/database";

let test: TestDatabase;
let plain: DataSource;
let sandbox: DataSource;

async function open(sessionOptions: string): Promise<DataSource> {
  return new DataSource(dataSourceOptions({ url: test.url, poolSize: 2, sessionOptions })).initialize();
}

beforeAll(async () => {
  test = await freshDatabase();
  [plain, sandbox] = await Promise.all([open(""), open(SANDBOX_SESSION)]);
});
afterAll(async () => {
  await Promise.all([plain.destroy(), sandbox.destroy()]);
  await test.drop();
});

interface Reading {
  readonly before: bigint;
  readonly shown: bigint;
  readonly after: bigint;
}

/** The session's clock between two readings of the real one; each column is computed in its turn. */
async function read(database: DataSource): Promise<Reading> {
  const [reading] = await database.query<Reading[]>(
    "SELECT pg_catalog.clock_timestamp() AS before, clock_timestamp() AS shown, pg_catalog.clock_timestamp() AS after",
  );
  if (!reading) throw new Error("The clock did not answer");
  return reading;
}

/** Did the clock run at this pace from one reading to the next? */
function ranAt(pace: bigint, first: Reading, then: Reading): boolean {
  const shown = then.shown - first.shown;
  return shown >= pace * (then.before - first.after) && shown <= pace * (then.after - first.before);
}

describe("a sandbox's clock", () => {
  it("is the real one where there is no sandbox", async () => {
    const { before, shown, after } = await read(sandbox);
    expect(before <= shown && shown <= after).toBe(true);
    await expect(refuseSandbox(plain)).resolves.toBeUndefined();
    expect(await readSandboxClock({ query: (sql) => plain.query(sql) })).toBeNull();
  });

  it("runs at its pace for a sandbox's sessions, and for no others", async () => {
    await setSandboxClock(plain, 60);
    const first = await read(sandbox);
    const then = await read(sandbox);
    expect(ranAt(60n, first, then)).toBe(true);
    const real = await read(plain);
    expect(real.before <= real.shown && real.shown <= real.after).toBe(true);
  });

  it("goes on from where it was when it is started again, at whatever pace", async () => {
    const before = await read(sandbox);
    await setSandboxClock(plain, 60);
    expect(ranAt(60n, before, await read(sandbox))).toBe(true);
    await setSandboxClock(plain, 2);
    const slower = await read(sandbox);
    expect(slower.shown).toBeGreaterThan(before.shown);
    expect(ranAt(2n, slower, await read(sandbox))).toBe(true);
  });

  it("tells how it follows from the real one", async () => {
    const told = await readSandboxClock({ query: (sql) => plain.query(sql) });
    if (!told) throw new Error("There is a sandbox");
    const { before, shown, after } = await read(sandbox);
    const at = (real: bigint) => told.shownAt + (real - told.startedAt) * BigInt(told.pace);
    expect(at(before) <= shown && shown <= at(after)).toBe(true);
  });

  it("is not taken for a real one later: everything decided lies ahead of it", async () => {
    await expect(refuseSandbox(plain)).rejects.toThrow("RECOUP_SANDBOX_PACE");
  });
});
