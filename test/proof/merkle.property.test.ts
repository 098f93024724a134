import { createHash } from "node:crypto";
import fc from "fast-check";
import {
  completeSubtrees,
  consistencyRanges,
  inclusionRanges,
  isConsistent,
  joinSubtrees,
  leafHash,
  MerkleTree,
  rootOfInclusion,
  type LeafRange,
} from "../../src/platform/proof/merkle";

/** RFC 9162's definitions, word for word: D[0:n] are the leaves' data. */
function mth(data: readonly Buffer[]): Buffer {
  const sha256 = (...parts: readonly Uint8Array[]) =>
    createHash("sha256").update(Buffer.concat(parts)).digest();
  const [only] = data;
  if (!only) return sha256();
  if (data.length === 1) return sha256(Buffer.of(0), only);
  const k = largestPowerBelow(data.length);
  return sha256(Buffer.of(1), mth(data.slice(0, k)), mth(data.slice(k)));
}

function path(m: number, data: readonly Buffer[]): Buffer[] {
  if (data.length === 1) return [];
  const k = largestPowerBelow(data.length);
  return m < k
    ? [...path(m, data.slice(0, k)), mth(data.slice(k))]
    : [...path(m - k, data.slice(k)), mth(data.slice(0, k))];
}

function subproof(m: number, data: readonly Buffer[], isWhole: boolean): Buffer[] {
  if (m === data.length) return isWhole ? [] : [mth(data)];
  const k = largestPowerBelow(data.length);
  return m <= k
    ? [...subproof(m, data.slice(0, k), isWhole), mth(data.slice(k))]
    : [...subproof(m - k, data.slice(k), false), mth(data.slice(0, k))];
}

function largestPowerBelow(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

const LARGEST = 70;
const data = Array.from({ length: LARGEST }, (_, index) => Buffer.from(`entry ${index}`));
const leaves = data.map(leafHash);
const size = fc.integer({ min: 1, max: LARGEST });
const leafOf = (n: number) => fc.integer({ min: 0, max: n - 1 });
const leafAndSize = size.chain((n) => fc.tuple(leafOf(n), fc.constant(n)));
const twoSizes = size.chain((n) => fc.tuple(fc.integer({ min: 1, max: n }), fc.constant(n)));
const hashOf = ({ start, end }: LeafRange) => mth(data.slice(start, end));

it("a tree's root is RFC 9162's", () => {
  fc.assert(fc.property(size, (n) => new MerkleTree(leaves.slice(0, n)).root.equals(mth(data.slice(0, n)))));
});

it("an inclusion path is RFC 9162's, from leaves at hand and from ranges alike", () => {
  fc.assert(
    fc.property(leafAndSize, ([m, n]) => {
      const expected = path(m, data.slice(0, n));
      expect(new MerkleTree(leaves.slice(0, n)).inclusion(m).path).toEqual(expected);
      expect(inclusionRanges(m, n).map(hashOf)).toEqual(expected);
    }),
  );
});

it("a consistency proof is RFC 9162's", () => {
  fc.assert(
    fc.property(twoSizes, ([m, n]) => {
      expect(consistencyRanges(m, n).map(hashOf)).toEqual(subproof(m, data.slice(0, n), true));
    }),
  );
});

it("a range of a proof is joined from complete subtrees", () => {
  fc.assert(
    fc.property(leafAndSize, ([m, n]) => {
      for (const range of inclusionRanges(m, n)) {
        const subtrees = completeSubtrees(range);
        expect(joinSubtrees(subtrees.map(hashOf))).toEqual(hashOf(range));
        for (const { start, end } of subtrees) expect(start % (end - start)).toBe(0);
      }
    }),
  );
});

it("an inclusion path leads its own leaf to the root, and no other leaf, place or changed path", () => {
  fc.assert(
    fc.property(leafAndSize, leafOf(LARGEST), fc.nat(), ([m, n], other, at) => {
      const root = mth(data.slice(0, n));
      const inclusion = { index: m, size: n, path: path(m, data.slice(0, n)) };
      const [own = root, foreign = root] = [leaves[m], leaves[other]];
      const leads = (leaf: Buffer, changes: Partial<typeof inclusion> = {}) =>
        rootOfInclusion(leaf, { ...inclusion, ...changes })?.equals(root) ?? false;
      const place = at % Math.max(1, inclusion.path.length);
      const changed = inclusion.path.map((hash, index) => (index === place ? Buffer.alloc(32) : hash));
      expect(leads(own)).toBe(true);
      expect(leads(foreign)).toBe(other === m);
      expect(leads(own, { index: other })).toBe(other === m);
      expect(leads(own, { path: changed })).toBe(changed.length === 0);
      expect(leads(own, { path: [...inclusion.path, own] })).toBe(false);
    }),
  );
});

it("a consistency proof holds for its two roots, and for no other root or path", () => {
  fc.assert(
    fc.property(twoSizes, size, ([m, n], other) => {
      const proof = { from: m, size: n, path: subproof(m, data.slice(0, n), true) };
      const roots = { from: mth(data.slice(0, m)), size: mth(data.slice(0, n)) };
      const foreign = mth(data.slice(0, other));
      const shorter = proof.path.slice(1);
      expect(isConsistent(proof, roots)).toBe(true);
      expect(isConsistent(proof, { ...roots, from: foreign })).toBe(other === m);
      expect(isConsistent(proof, { ...roots, size: foreign })).toBe(other === n);
      expect(isConsistent({ ...proof, path: [...proof.path, roots.from] }, roots)).toBe(false);
      expect(isConsistent({ ...proof, path: shorter }, roots)).toBe(proof.path.length === 0);
    }),
  );
});
