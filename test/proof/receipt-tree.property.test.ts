import { createHash } from "node:crypto";
import fc from "fast-check";
import { leafHash, rootOfInclusion } from "../../src/platform/proof/merkle";
import { openReceipts, sealedReceipts } from "../../src/platform/proof/receipt-tree";

const hashes = fc
  .integer({ min: 1, max: 40 })
  .map((count) =>
    Array.from({ length: count }, (_, nth) => createHash("sha256").update(String(nth)).digest()),
  );
const seeds = fc.uint8Array({ minLength: 32, maxLength: 32 });

it("an open receipt leads its entry's hash to the root", () => {
  fc.assert(
    fc.property(hashes, (entries) => {
      const tree = openReceipts(entries);
      entries.forEach((entry, nth) => {
        const { inclusion, hidden } = tree.leaf(nth);
        expect(hidden).toBeNull();
        expect(rootOfInclusion(leafHash(entry), inclusion)).toEqual(tree.root);
      });
    }),
  );
});

it("a sealed receipt leads a commitment to its entry's hash to the root, and its path has always the same length", () => {
  fc.assert(
    fc.property(hashes, seeds, (entries, seed) => {
      const tree = sealedReceipts(entries, seed);
      expect(tree.size).toBe(512);
      entries.forEach((entry, nth) => {
        const { inclusion, hidden } = tree.leaf(nth);
        const { salt, commitment } = hidden ?? { salt: Buffer.alloc(0), commitment: Buffer.alloc(0) };
        expect(createHash("sha256").update(salt).update(entry).digest()).toEqual(commitment);
        expect(inclusion.path).toHaveLength(9);
        expect(rootOfInclusion(leafHash(commitment), inclusion)).toEqual(tree.root);
      });
      expect(new Set(entries.map((_, nth) => tree.leaf(nth).inclusion.index)).size).toBe(entries.length);
    }),
    { numRuns: 50 },
  );
});

it("a sealed tree is the same again from its seed, and another from another", () => {
  fc.assert(
    fc.property(hashes, seeds, (entries, seed) => {
      expect(sealedReceipts(entries, seed).leaf(0)).toEqual(sealedReceipts(entries, seed).leaf(0));
      const other = Uint8Array.from(seed, (byte) => byte ^ 1);
      expect(sealedReceipts(entries, other).root).not.toEqual(sealedReceipts(entries, seed).root);
    }),
    { numRuns: 50 },
  );
});

it("a sealed receipt's place does not follow the order of the bids", () => {
  const entries = Array.from({ length: 200 }, (_, nth) => createHash("sha256").update(String(nth)).digest());
  const tree = sealedReceipts(entries, Buffer.alloc(32, 5));
  const places = entries.map((_, nth) => tree.leaf(nth).inclusion.index);
  const rising = places.filter((place, nth) => nth > 0 && place > (places[nth - 1] ?? 0)).length;
  expect(rising).toBeGreaterThan(60);
  expect(rising).toBeLessThan(140);
});

it("a full tree has a place for each, and one more is refused", () => {
  const entries = Array.from({ length: 512 }, (_, nth) => createHash("sha256").update(String(nth)).digest());
  const tree = sealedReceipts(entries, Buffer.alloc(32, 5));
  expect(new Set(entries.map((_, nth) => tree.leaf(nth).inclusion.index)).size).toBe(512);
  const more = [...entries, Buffer.alloc(32)];
  expect(() => sealedReceipts(more, Buffer.alloc(32, 5))).toThrow("More was decided at once");
});
