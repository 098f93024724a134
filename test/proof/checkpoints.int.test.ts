import { generateKeyPairSync } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { DataSource } from "typeorm";
import { noBus } from "../../src/platform/bus/no-bus";
import { systemIdentifiers, systemRandomness } from "../../src/platform/identifiers";
import type { Id } from "../../src/platform/ids";
import { Journal } from "../../src/platform/journal/journal";
import { verifyJournal } from "../../src/platform/journal/verify-journal";
import { readCheckpoint } from "../../src/platform/proof/checkpoint";
import { readCheckpoints } from "../../src/platform/proof/checkpoint.store";
import { leafHash, MerkleTree } from "../../src/platform/proof/merkle";
import { checkpointJob, createProof, originOf, type Proof } from "../../src/platform/proof/proof";
import { HEADS_STREAM } from "../../src/platform/proof/record-heads";
import { noteSigner } from "../../src/platform/proof/signed-note";
import { headsReplayer } from "../../src/platform/proof/verify-heads";
import { AuctionPart } from "../support/auction-part";
import { AuctionWorld } from "../support/auction-world";

let world: AuctionWorld;
let folder: string;
let auctionId: Id;
let part: AuctionPart;
const signer = noteSigner("recoup", generateKeyPairSync("ed25519").privateKey);

beforeEach(async () => {
  world = await AuctionWorld.start();
  folder = mkdtempSync(path.join(os.tmpdir(), "recoup-checkpoints-"));
  auctionId = await world.auction({ opensIn: 0, closesIn: 3_600 });
  part = new AuctionPart(world, auctionId);
  await part.command({ type: "Pause", reason: "A question." });
  await part.command({ type: "Resume" });
});
afterEach(async () => {
  await world.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** What a node that starts now has. */
function proof(): Proof {
  return createProof({ ...ports(), bus: noBus, checkpointFolder: folder, signer });
}

function ports() {
  const { database, transactions } = world;
  return { database, transactions, journal: new Journal(systemRandomness, () => undefined) };
}

function publish({ checkpoints }: Proof, upTo?: number): Promise<void> {
  return checkpoints.publish(auctionId, originOf(auctionId, "AUCTION"), upTo);
}

async function doubtOnStart(): Promise<string | null> {
  const { guard } = proof();
  await guard.check();
  return guard.doubt;
}

async function tamper(...statements: readonly string[]): Promise<void> {
  await world.transactions.run(async (tx) => {
    for (const table of ["journal_entry", "journal_entry_default", "journal_subtree"])
      await tx.query(`ALTER TABLE ${table} DISABLE TRIGGER append_only`);
    for (const statement of statements) await tx.query(statement);
    for (const table of ["journal_entry", "journal_entry_default", "journal_subtree"])
      await tx.query(`ALTER TABLE ${table} ENABLE TRIGGER append_only`);
  });
}

async function hashes(): Promise<Buffer[]> {
  const rows = await world.database.query<{ hash: Buffer }[]>(
    "SELECT hash FROM journal_entry WHERE stream = $1 ORDER BY sequence",
    [auctionId],
  );
  return rows.map(({ hash }) => hash);
}

const published = () => readCheckpoints(world.database, { stream: auctionId, size: 0 }, 10);
const kept = () => readdirSync(path.join(folder, auctionId));

describe("a checkpoint", () => {
  it("ends where its asker's knowledge ends, whatever was committed since", async () => {
    const leaves = (await hashes()).map(leafHash).slice(0, -1);
    await publish(proof(), leaves.length);
    const [checkpoint] = await published();
    const { root } = new MerkleTree(leaves);
    const head = { origin: `recoup/auction/${auctionId}`, size: leaves.length, root };
    expect(readCheckpoint(checkpoint?.note ?? "")).toEqual(head);
  });

  it("is signed over every committed entry, kept in the folder and in a row", async () => {
    await publish(proof());
    const leaves = (await hashes()).map(leafHash);
    const [checkpoint, ...others] = await published();
    expect(others).toEqual([]);
    expect(signer.verifier.open(checkpoint?.note ?? "")).not.toBeNull();
    const { root } = new MerkleTree(leaves);
    const head = { origin: `recoup/auction/${auctionId}`, size: leaves.length, root };
    expect(readCheckpoint(checkpoint?.note ?? "")).toEqual(head);
    expect(kept()).toEqual([String(leaves.length)]);
    expect(readFileSync(path.join(folder, auctionId, String(leaves.length)), "utf8")).toBe(checkpoint?.note);
  });

  it("is published once however often it is asked for, and anew when there is more", async () => {
    const node = proof();
    const heard: Id[] = [];
    node.checkpoints.onPublished((stream) => heard.push(stream));
    await Promise.all([publish(node), publish(node), publish(proof())]);
    expect(await published()).toHaveLength(1);
    await part.command({ type: "Pause", reason: "Another." });
    await publish(node);
    const [first, second] = await published();
    expect(second?.size).toBe((first?.size ?? 0) + 1);
    expect(kept()).toEqual([String(second?.size)]);
    expect(heard.length).toBeGreaterThan(0);
  });

  it("that was kept but not yet told, because its node died, is told by the next", async () => {
    await publish(proof());
    const [told] = await published();
    await world.transactions.run(async (tx) => {
      await tx.query("ALTER TABLE journal_checkpoint DISABLE TRIGGER append_only");
      await tx.query("DELETE FROM journal_checkpoint");
    });
    await publish(proof());
    expect(await published()).toMatchObject([{ size: told?.size, note: told?.note }]);
  });
});

describe("a node that starts", () => {
  it("has no doubt where there is no checkpoint, or the journal contains it and has gone on", async () => {
    expect(await doubtOnStart()).toBeNull();
    await publish(proof());
    await part.command({ type: "Pause", reason: "Another." });
    expect(await doubtOnStart()).toBeNull();
  });

  it("doubts a journal that is shorter than a checkpoint", async () => {
    await publish(proof());
    await tamper(
      `DELETE FROM journal_entry WHERE stream = '${auctionId}' AND sequence = 4`,
      `UPDATE journal_stream SET sequence = 3 WHERE id = '${auctionId}'`,
    );
    expect(await doubtOnStart()).toContain("it has 3 entries, and its checkpoint 4");
  });

  it("doubts a journal that ends early though its stream says otherwise", async () => {
    await publish(proof());
    await tamper(`DELETE FROM journal_entry WHERE stream = '${auctionId}' AND sequence = 4`);
    expect(await doubtOnStart()).toContain("its first 4 entries are not those of its checkpoint");
  });

  it("doubts a journal that was cut off and has since gone on differently", async () => {
    await publish(proof());
    await tamper(
      `UPDATE journal_entry SET hash = sha256('other') WHERE stream = '${auctionId}' AND sequence = 3`,
    );
    expect(await doubtOnStart()).toContain("its first 4 entries are not those of its checkpoint");
  });

  it("doubts a stream that is gone altogether", async () => {
    mkdirSync(path.join(folder, world.sellerId));
    const head = { origin: originOf(world.sellerId, "AUCTION"), size: 1, root: Buffer.alloc(32) };
    const note = signer.sign(`${head.origin}\n1\n${head.root.toString("base64")}\n`);
    writeFileSync(path.join(folder, world.sellerId, "1"), note);
    expect(await doubtOnStart()).toContain("it has 0 entries, and its checkpoint 1");
  });

  it("doubts a checkpoint that was written over, and takes one by a key from before as it stands", async () => {
    const former = noteSigner("recoup", generateKeyPairSync("ed25519").privateKey);
    await publish(createProof({ ...ports(), bus: noBus, checkpointFolder: folder, signer: former }));
    expect(await doubtOnStart()).toBeNull();
    const file = path.join(folder, auctionId, "4");
    const [{ note } = { note: "" }] = await published();
    writeFileSync(file, note.replace("\n4\n", "\n3\n"));
    expect(await doubtOnStart()).toContain("its first 3 entries are not those of its checkpoint");
    writeFileSync(file, signer.sign(note.split("\n\n")[0] ?? "").replace("\n4\n", "\n5\n"));
    expect(await doubtOnStart()).toContain("its checkpoint cannot be read");
    writeFileSync(file, "");
    expect(await doubtOnStart()).toContain("its checkpoint cannot be read");
  });

  it("signs nothing on top of a past that was changed while it ran, and doubts from then on", async () => {
    const node = proof();
    await publish(node);
    await tamper(
      `UPDATE journal_entry SET hash = sha256('other') WHERE stream = '${auctionId}' AND sequence = 3`,
    );
    await part.command({ type: "Pause", reason: "Another." });
    await expect(publish(node)).rejects.toThrow("not the one that was signed");
    expect(await published()).toHaveLength(1);
    expect(node.guard.doubt).not.toBeNull();
    expect(await node.health.missing()).toBe(node.guard.doubt);
  });
});

describe("a node that starts on a journal of many streams", () => {
  const MANY = 200;
  let streams: Id[];

  beforeEach(async () => {
    streams = Array.from({ length: MANY }, () => systemIdentifiers.next());
    await world.database.query(
      `WITH made AS (
         INSERT INTO journal_stream (id, kind, sequence, last_at, head_hash)
         SELECT id, 'AUCTION', 300, clock_timestamp(), sha256('300') FROM unnest($1::uuid[]) AS id RETURNING id)
       INSERT INTO journal_entry
       SELECT id, n, 'Noted', clock_timestamp(), '{}', '{}', 'test', sha256('x'), sha256(n::text::bytea)
       FROM made, generate_series(1, 300) AS n`,
      [streams],
    );
    const node = proof();
    for (const stream of streams) await node.checkpoints.publish(stream, originOf(stream, "AUCTION"));
  });

  /** What a start asks of the database, and what it comes to doubt. */
  async function startCounting(): Promise<{ readonly statements: number; readonly doubt: string | null }> {
    let statements = 0;
    const query = (...asked: Parameters<DataSource["query"]>) => {
      statements += 1;
      return world.database.query(...asked);
    };
    const database = { query } as unknown as DataSource;
    const { guard } = createProof({ ...ports(), database, bus: noBus, checkpointFolder: folder, signer });
    await guard.check();
    return { statements, doubt: guard.doubt };
  }

  it("asks for them by the hundred", async () => {
    expect(await startCounting()).toEqual({ statements: 2 * (MANY / 100), doubt: null });
  });

  it("finds the one among them that is not the one that was signed", async () => {
    const other = streams[MANY - 7];
    await tamper(
      `UPDATE journal_entry SET hash = sha256('other') WHERE stream = '${other}' AND sequence = 299`,
    );
    const { doubt } = await startCounting();
    expect(doubt).toContain(`Stream ${other}: its first 300 entries are not those of its checkpoint`);
  });

  it("grows a tree of which nothing is kept, as in a database that was restored", async () => {
    await tamper(`DELETE FROM journal_subtree WHERE stream = '${streams[3]}'`);
    expect((await startCounting()).doubt).toBeNull();
  });
});

describe("the journal's own stream", () => {
  it("records every head that has moved, each once, and its checkpoint covers them", async () => {
    const moved: Id[] = [];
    const node = proof();
    const job = checkpointJob(ports(), node, (stream) => Promise.resolve(void moved.push(stream)));
    await job.run();
    await job.run();
    expect(moved).toEqual([auctionId]);
    const entries = await world.database.query<{ sequence: number; data: unknown }[]>(
      "SELECT sequence, data FROM journal_entry WHERE stream = $1",
      [HEADS_STREAM],
    );
    const last = (await hashes()).at(-1)?.toString("hex");
    expect(entries).toEqual([
      { sequence: 1, data: { heads: [{ stream: auctionId, sequence: 4, hash: last }] } },
    ]);
    const [checkpoint] = await readCheckpoints(world.database, { stream: HEADS_STREAM, size: 0 }, 10);
    expect(readCheckpoint(checkpoint?.note ?? "")).toMatchObject({ origin: "recoup/journal", size: 1 });
  });

  it("is held against the other streams when the journal is verified", async () => {
    await checkpointJob(ports(), proof(), () => Promise.resolve()).run();
    const verify = () =>
      verifyJournal({
        database: world.database,
        replayers: { JOURNAL: headsReplayer },
        findStrays: [],
        onProgress: () => undefined,
      });
    expect(await verify()).toMatchObject({ streams: 2, offence: null });
    await tamper(
      `DELETE FROM journal_entry WHERE stream = '${auctionId}' AND sequence = 4`,
      `UPDATE journal_stream SET (sequence, head_hash, last_at) = (SELECT sequence, hash, at FROM journal_entry
         WHERE stream = '${auctionId}' AND sequence = 3) WHERE id = '${auctionId}'`,
    );
    const problem = `Entry 4 of stream ${auctionId} is not the one recorded.`;
    expect((await verify()).offence).toEqual({ stream: HEADS_STREAM, sequence: 1, problem });
  });
});
