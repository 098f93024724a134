import { DataSource } from "typeorm";
import { SYSTEM_ACTOR } from "../../../src/platform/access/viewer";
import { dataSourceOptions } from "../../../src/platform/database/data-source";
import { Transactions } from "../../../src/platform/database/transactions";
import { systemRandomness } from "../../../src/platform/identifiers";
import { entryHash, type Entry } from "../../../src/platform/journal/chain";
import { hidden } from "../../../src/platform/journal/hidden";
import { Journal } from "../../../src/platform/journal/journal";
import { JournalEntries } from "../../../src/platform/journal/journal-query.store";
import type { Finding, PageOfEntries } from "../../../src/platform/journal/verify-chain";
import { verifyJournal, type VerifyPorts } from "../../../src/platform/journal/verify-journal";
import { formatInstant } from "../../../src/platform/time";
import { freshDatabase, type TestDatabase } from "../../support/database";
import { runProgram } from "../../support/run-program";

const STREAM = "01900000-0000-7000-8000-000000000002";
const OLDER_STREAM = "01900000-0000-7000-8000-000000000001";
const READER = "01900000-0000-7000-8000-0000000000bb";

let test: TestDatabase;
let database: DataSource;

beforeEach(async () => {
  test = await freshDatabase();
  const options = dataSourceOptions({ url: test.url, poolSize: 3 });
  database = await new DataSource({ ...options, entities: [], migrations: [] }).initialize();
  await append(OLDER_STREAM, 3);
  await append(STREAM, 10);
});

afterEach(async () => {
  await database.destroy();
  await test.drop();
});

/** Entries with a visible and a hidden value each. */
async function append(stream: string, count: number): Promise<void> {
  const journal = new Journal(systemRandomness, () => undefined);
  await new Transactions(database).run(async (tx) => {
    for (let number = 1; number <= count; number++) {
      const data = { number, reasons: [{ "a/b~c": hidden(`why ${number}`, READER) }] };
      await journal.append(tx, { stream, kind: "ORGANIZATION", type: "Noted", actor: SYSTEM_ACTOR, data });
    }
  });
}

function verify(ports: Partial<VerifyPorts> = {}) {
  return verifyJournal({ database, replayers: {}, findStrays: [], onProgress: () => undefined, ...ports });
}

/** What only the owner of the tables can do. */
async function tamper(...statements: readonly string[]): Promise<void> {
  for (const table of ["journal_entry", "journal_entry_default"])
    await database.query(`ALTER TABLE ${table} DISABLE TRIGGER append_only`);
  for (const statement of statements) await database.query(statement);
}

/** Hashes a stream anew from an entry on, as somebody would who knows how. */
async function rehash(from: number, options: { readonly head: boolean }): Promise<void> {
  const entries = await new JournalEntries(database).readAfter({ stream: STREAM, sequence: from - 2 }, 100);
  let last: Entry | null = null;
  for (const entry of entries) {
    const previousHash: Buffer = last ? last.hash : entry.previousHash;
    last = last ? { ...entry, previousHash, hash: entryHash(previousHash, entry) } : entry;
    await tamper(
      `UPDATE journal_entry SET previous_hash = '\\x${previousHash.toString("hex")}',
         hash = '\\x${last.hash.toString("hex")}' WHERE stream = '${STREAM}' AND sequence = ${entry.sequence}`,
    );
  }
  if (!options.head || !last) return;
  await database.query("UPDATE journal_stream SET head_hash = $2, last_at = $3 WHERE id = $1", [
    STREAM,
    last.hash,
    formatInstant(last.at),
  ]);
}

const ENTRY = `journal_entry WHERE stream = '${STREAM}' AND sequence`;
const updateEntry = (change: string, sequence: number) =>
  `UPDATE journal_entry SET ${change} WHERE stream = '${STREAM}' AND sequence = ${sequence}`;

describe("verifying the journal", () => {
  it("finds nothing wrong with what the journal wrote, and counts it", async () => {
    const told: unknown[] = [];
    const verification = await verify({ onProgress: (progress) => told.push(progress) });
    expect(verification).toEqual({ streams: 2, entries: 13, offence: null });
    expect(told).toEqual([
      { streams: 0, entries: 3 },
      { streams: 1, entries: 13 },
    ]);
  });

  it.each<[string, Finding, () => Promise<void>]>([
    [
      "a changed bit",
      { sequence: 5, problem: "Its content does not give its hash." },
      () => tamper(updateEntry(`data = jsonb_set(data, '{number}', '4')`, 5)),
    ],
    [
      "another actor",
      { sequence: 1, problem: "Its content does not give its hash." },
      () => tamper(updateEntry(`actor = jsonb_set(actor, '{id}', '"${READER}"')`, 1)),
    ],
    [
      "another type",
      { sequence: 10, problem: "Its content does not give its hash." },
      () => tamper(updateEntry("type = 'Forgotten'", 10)),
    ],
    [
      "a moved time",
      { sequence: 6, problem: "Its content does not give its hash." },
      () => tamper(updateEntry("at = at + interval '1 microsecond'", 6)),
    ],
    [
      "a time moved before the entry before, all hashed anew, the end too",
      { sequence: 6, problem: "It is not later than the entry before." },
      async () => {
        await tamper(updateEntry("at = at - interval '1 hour'", 6));
        await rehash(6, { head: true });
      },
    ],
    ["a deleted row", { sequence: 4, problem: "It is missing." }, () => tamper(`DELETE FROM ${ENTRY} = 4`)],
    [
      "a deleted first row",
      { sequence: 1, problem: "It is missing." },
      () => tamper(`DELETE FROM ${ENTRY} = 1`),
    ],
    [
      "swapped rows",
      { sequence: 3, problem: "Its previous hash is not that of the entry before." },
      () =>
        tamper(
          updateEntry("sequence = 99", 3),
          updateEntry("sequence = 3", 4),
          updateEntry("sequence = 4", 99),
        ),
    ],
    [
      "a duplicated row",
      { sequence: 8, problem: "Its previous hash is not that of the entry before." },
      () =>
        tamper(
          `DELETE FROM ${ENTRY} = 8`,
          `INSERT INTO journal_entry SELECT stream, 8, type, at, actor, data, rules_version, previous_hash, hash
           FROM ${ENTRY} = 7`,
        ),
    ],
    [
      "a truncated tail",
      { sequence: 9, problem: "It is missing at the stream's end." },
      () => tamper(`DELETE FROM ${ENTRY} >= 9`),
    ],
    [
      "an emptied stream",
      { sequence: 1, problem: "It is missing at the stream's end." },
      () => tamper(`DELETE FROM ${ENTRY} >= 1`),
    ],
    [
      "a chain hashed anew from a changed entry on",
      { sequence: 10, problem: "Its hash is not the one that the stream ends with." },
      async () => {
        await tamper(updateEntry(`data = jsonb_set(data, '{number}', '4')`, 5));
        await rehash(5, { head: false });
      },
    ],
    [
      "an end that was moved back",
      { sequence: 9, problem: "The stream ended before it." },
      () => tamper(`UPDATE journal_stream SET sequence = 8 WHERE id = '${STREAM}'`),
    ],
    [
      "another time at the end",
      { sequence: 10, problem: "Its time is not the one that the stream ends with." },
      () =>
        tamper(`UPDATE journal_stream SET last_at = last_at + interval '1 second' WHERE id = '${STREAM}'`),
    ],
    [
      "another value behind a commitment",
      { sequence: 7, problem: "The value beside it is not the one committed to at /data/reasons/0/a~1b~0c." },
      () =>
        tamper(`UPDATE journal_secret SET value = '"because"' WHERE stream = '${STREAM}' AND sequence = 7`),
    ],
    [
      "a value where nothing is committed to",
      { sequence: 7, problem: "The value beside it is not the one committed to at /data/number." },
      () =>
        tamper(`UPDATE journal_secret SET path = '/data/number' WHERE stream = '${STREAM}' AND sequence = 7`),
    ],
    [
      "entries of a stream that is not on record",
      { sequence: 1, problem: "Its stream is not on record." },
      () => tamper(`DELETE FROM journal_stream WHERE id = '${STREAM}'`),
    ],
  ])("finds %s and names the entry", async (_, finding, tampering) => {
    await tampering();
    expect((await verify()).offence).toEqual({ stream: STREAM, ...finding });
  });

  it("names the first offence when there are several", async () => {
    await tamper(updateEntry("type = 'Forgotten'", 9), updateEntry("type = 'Forgotten'", 2));
    await tamper(`DELETE FROM journal_entry WHERE stream = '${OLDER_STREAM}' AND sequence = 3`);
    expect((await verify()).offence).toMatchObject({ stream: OLDER_STREAM, sequence: 3 });
  });

  it("takes a value that was erased for nothing wrong", async () => {
    await database.query("DELETE FROM journal_secret WHERE sequence = 2");
    expect((await verify()).offence).toBeNull();
  });

  it("reads on over many pages", async () => {
    await append(STREAM, 1_500);
    await tamper(updateEntry("type = 'Forgotten'", 1_400));
    expect((await verify()).offence).toMatchObject({ stream: STREAM, sequence: 1_400 });
  });

  it("goes on beside a node that appends", async () => {
    const appending = Promise.all([append(STREAM, 200), append(OLDER_STREAM, 200)]);
    expect((await verify()).offence).toBeNull();
    await appending;
    expect(await verify()).toEqual({ streams: 2, entries: 413, offence: null });
  });
});

describe("replaying a stage's rows", () => {
  const replaying = (replay: { take?: Finding; finish?: Finding }, seen: PageOfEntries[] = []) => ({
    replayers: {
      ORGANIZATION: () => ({
        take: (page: PageOfEntries) => {
          seen.push(page);
          return Promise.resolve(replay.take ?? null);
        },
        finish: () => Promise.resolve(replay.finish ?? null),
      }),
    },
  });

  it("gets each stream's entries and what lies beside them", async () => {
    const seen: PageOfEntries[] = [];
    expect((await verify(replaying({}, seen))).offence).toBeNull();
    expect(seen.map(({ entries }) => entries.length)).toEqual([3, 10]);
    expect(seen[0]?.secrets.get(2)).toMatchObject([{ value: "why 2", readers: [READER] }]);
  });

  it("names what it finds, in an entry or at the end", async () => {
    const finding = { sequence: 2, problem: "The rules decide otherwise." };
    const offence = { stream: OLDER_STREAM, ...finding };
    expect((await verify(replaying({ take: finding }))).offence).toEqual(offence);
    expect((await verify(replaying({ finish: finding }))).offence).toEqual(offence);
  });

  it("sees the entries before a break in the chain, and none behind it", async () => {
    await tamper(updateEntry("type = 'Forgotten'", 6));
    const seen: PageOfEntries[] = [];
    expect((await verify(replaying({}, seen))).offence).toMatchObject({ stream: STREAM, sequence: 6 });
    expect(seen.at(-1)?.entries.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5]);
  });
});

describe("the verify command", () => {
  const run = (...options: string[]) => runProgram("src/cli/verify.ts", options, { DATABASE_URL: test.url });

  it("says that the journal is sound, with exit status 0", async () => {
    const output = "The journal is sound: 2 streams, 13 entries.\n";
    expect(await run()).toEqual({ out: output, err: "", status: 0 });
  });

  it("names the first offending entry, with exit status 1", async () => {
    await tamper(`DELETE FROM ${ENTRY} = 4`);
    const output = `The journal is not sound. Stream ${STREAM}, entry 4: It is missing.\n`;
    expect(await run()).toEqual({ out: output, err: "", status: 1 });
  });

  it("explains itself when asked, and when it is used wrongly with exit status 2", async () => {
    expect(await run("--help")).toMatchObject({ err: "", status: 0 });
    const wrong = await run("--everything");
    expect(wrong).toMatchObject({ out: "", status: 2 });
    expect(wrong.err).toContain("npm run verify");
  });

  it("says that nothing was verified when there is no such database, with exit status 1", async () => {
    const url = test.url.replace(/[^/]+$/, "there_is_no_such_database");
    const { out, err, status } = await runProgram("src/cli/verify.ts", [], { DATABASE_URL: url });
    expect({ out, status }).toEqual({ out: "", status: 1 });
    expect(err).toContain("Not verified");
  });
});
