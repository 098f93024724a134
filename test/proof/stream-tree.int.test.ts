import { createHash } from "node:crypto";
import { DataSource } from "typeorm";
import { dataSourceOptions } from "../../src/platform/database/data-source";
import { isConsistent, leafHash, MerkleTree, rootOfInclusion } from "../../src/platform/proof/merkle";
import { MissingEntries, StreamTree } from "../../src/platform/proof/stream-tree";
import { treeStore, type Span, type TreeStore } from "../../src/platform/proof/stream-tree.store";
import { freshDatabase, type TestDatabase } from "../support/database";

const STREAM = "01900000-0000-7000-8000-000000000001";
/** More than one kept subtree of the second level. */
const ENTRIES = 66_000;

let test: TestDatabase;
let database: DataSource;
let leaves: Buffer[];
let rowsRead = 0;
let tree: StreamTree;

beforeAll(async () => {
  test = await freshDatabase();
  database = await new DataSource(dataSourceOptions({ url: test.url })).initialize();
  await database.query(
    `INSERT INTO journal_entry SELECT $1, n, 'Noted', clock_timestamp(), '{}', '{}', 'test', sha256('x'), sha256(n::text::bytea)
     FROM generate_series(1, $2::integer) AS n`,
    [STREAM, ENTRIES],
  );
  leaves = Array.from({ length: ENTRIES }, (_, index) =>
    leafHash(
      createHash("sha256")
        .update(String(index + 1))
        .digest(),
    ),
  );
  tree = new StreamTree(counting(treeStore(database)));
});
afterAll(async () => {
  await database.destroy();
  await test.drop();
});

function counting(store: TreeStore): TreeStore {
  return {
    ...store,
    read: (spans: readonly Span[]) => {
      rowsRead += spans.reduce((sum, { first, last }) => sum + last - first, 0);
      return store.read(spans);
    },
  };
}

function inMemory(size: number): MerkleTree {
  return new MerkleTree(leaves.slice(0, size));
}

describe("a stream's tree", () => {
  it.each([1, 2, 255, 256, 257, 511, 65_535, 65_536, 65_537, ENTRIES])(
    "of %i entries has their root",
    async (size) => {
      await tree.grow(STREAM, size);
      expect(await tree.root(STREAM, size)).toEqual(inMemory(size).root);
    },
  );

  it("of no entries has the empty root", async () => {
    expect(await tree.root(STREAM, 0)).toEqual(inMemory(0).root);
  });

  it.each([
    [0, 1],
    [0, ENTRIES],
    [255, 256],
    [300, 65_537],
    [65_536, ENTRIES],
    [ENTRIES - 1, ENTRIES],
  ])("proves that leaf %i is among %i", async (index, size) => {
    const inclusion = await tree.inclusion(STREAM, index, size);
    expect(rootOfInclusion(leaves[index] ?? Buffer.alloc(0), inclusion)).toEqual(inMemory(size).root);
  });

  it.each([
    [1, ENTRIES],
    [255, 256],
    [256, 65_536],
    [40_000, 65_999],
    [ENTRIES, ENTRIES],
  ])("proves that %i entries are the beginning of %i", async (from, size) => {
    const consistency = await tree.consistency(STREAM, from, size);
    expect(isConsistent(consistency, { from: inMemory(from).root, size: inMemory(size).root })).toBe(true);
  });

  it("reads no more than a few hundred rows for a root or a proof, however long the stream is", async () => {
    rowsRead = 0;
    await tree.grow(STREAM, ENTRIES);
    await tree.root(STREAM, ENTRIES);
    expect(rowsRead).toBeLessThan(1_000);
    rowsRead = 0;
    await tree.inclusion(STREAM, 65_000, ENTRIES);
    expect(rowsRead).toBeLessThan(1_000);
  });

  it("of more entries than there are is refused", async () => {
    await expect(tree.root(STREAM, ENTRIES + 1)).rejects.toThrow(MissingEntries);
    await expect(tree.grow(STREAM, ENTRIES + 300)).rejects.toThrow(MissingEntries);
  });
});
