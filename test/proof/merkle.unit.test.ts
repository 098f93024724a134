import {
  consistencyRanges,
  EMPTY_ROOT,
  inclusionRanges,
  leafHash,
  MerkleTree,
  nodeHash,
} from "../../src/platform/proof/merkle";

/** Leaves and roots with which certificate transparency logs (RFC 6962, RFC 9162) are tested. */
const LEAVES = [
  "",
  "00",
  "10",
  "2021",
  "3031",
  "40414243",
  "5051525354555657",
  "606162636465666768696a6b6c6d6e6f",
];
const ROOTS = [
  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

describe("a Merkle tree", () => {
  it.each(ROOTS.map((root, index) => [index + 1, root]))(
    "of the first %i test leaves has its root",
    (size, root) => {
      const leaves = LEAVES.slice(0, Number(size)).map((leaf) => leafHash(Buffer.from(leaf, "hex")));
      expect(new MerkleTree(leaves).root.toString("hex")).toBe(root);
    },
  );

  it("without leaves has the hash of nothing as its root", () => {
    expect(EMPTY_ROOT.toString("hex")).toBe(
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    );
    expect(new MerkleTree([]).root).toEqual(EMPTY_ROOT);
  });
});

describe("RFC 9162's example of seven leaves (2.1.5)", () => {
  const [a, b, c, d, e, f, j] = [0, 1, 2, 3, 4, 5, 6].map((leaf) => leafHash(Buffer.of(leaf))) as [
    Buffer, Buffer, Buffer, Buffer, Buffer, Buffer, Buffer,
  ]; // prettier-ignore
  const [g, h, i] = [nodeHash(a, b), nodeHash(c, d), nodeHash(e, f)];
  const [k, l] = [nodeHash(g, h), nodeHash(i, j)];
  const tree = new MerkleTree([a, b, c, d, e, f, j]);
  const hashOf = ({ start, end }: { start: number; end: number }) =>
    new MerkleTree([a, b, c, d, e, f, j].slice(start, end)).root;

  it.each([
    [0, [b, h, l]],
    [3, [c, g, l]],
    [4, [f, j, k]],
    [6, [i, k]],
  ])("leaf %i is proven by the nodes that it names", (index, path) => {
    expect(tree.inclusion(index).path).toEqual(path);
    expect(inclusionRanges(index, 7).map(hashOf)).toEqual(path);
  });

  it.each([
    [3, [c, d, g, l]],
    [4, [l]],
    [6, [i, j, k]],
  ])("the tree of %i is proven to be its beginning by the nodes that it names", (from, path) => {
    expect(consistencyRanges(from, 7).map(hashOf)).toEqual(path);
  });
});
