import { sha256 } from "../sha256";

/** Leaves `start` to `end`, without the latter; the first is 0. */
export interface LeafRange {
  readonly start: number;
  readonly end: number;
}

/** That a leaf is in a tree (RFC 9162, 2.1.3): the hashes beside its way to the root, from the leaf up. */
export interface Inclusion {
  readonly index: number;
  readonly size: number;
  readonly path: readonly Buffer[];
}

/** That a tree of `size` leaves begins with the leaves of one that had `from` (RFC 9162, 2.1.4). */
export interface Consistency {
  readonly from: number;
  readonly size: number;
  readonly path: readonly Buffer[];
}

export const EMPTY_ROOT = sha256("");

// Written over for every hash: to make a buffer each costs more than to hash it.
const node = Buffer.alloc(65);
node[0] = 1;

export function leafHash(data: Uint8Array): Buffer {
  const leaf = Buffer.allocUnsafe(data.length + 1);
  leaf[0] = 0;
  leaf.set(data, 1);
  return sha256(leaf);
}

export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  node.set(left, 1);
  node.set(right, 33);
  return sha256(node);
}

/** A tree over leaf hashes that are all at hand. */
export class MerkleTree {
  /** From the leaves up; a last node without a neighbour goes up as it is. */
  private readonly levels: readonly (readonly Buffer[])[];
  readonly root: Buffer;

  constructor(readonly leaves: readonly Buffer[]) {
    const levels = [leaves];
    for (let level = leaves; level.length > 1; levels.push(level)) level = levelAbove(level);
    this.levels = levels;
    this.root = levels.at(-1)?.[0] ?? EMPTY_ROOT;
  }

  inclusion(index: number): Inclusion {
    const path = this.levels.flatMap((level, height) => level[Math.floor(index / 2 ** height) ^ 1] ?? []);
    return { index, size: this.leaves.length, path };
  }
}

function levelAbove(level: readonly Buffer[]): readonly Buffer[] {
  const above: Buffer[] = [];
  for (let place = 0; place < level.length; place += 2) {
    const [left, right] = [level[place], level[place + 1]];
    if (left) above.push(right ? nodeHash(left, right) : left);
  }
  return above;
}

/** The ranges of leaves whose hashes are the inclusion path of a leaf, in its order: PATH(m, D[n]). */
export function inclusionRanges(index: number, size: number): readonly LeafRange[] {
  const ranges: LeafRange[] = [];
  let [start, end] = [0, size];
  while (end - start > 1) {
    const middle = start + split(end - start);
    if (index < middle) {
      ranges.push({ start: middle, end });
      end = middle;
    } else {
      ranges.push({ start, end: middle });
      start = middle;
    }
  }
  return ranges.reverse();
}

/** The same for a consistency proof between two sizes: PROOF(m, D[n]). */
export function consistencyRanges(from: number, size: number): readonly LeafRange[] {
  const ranges: LeafRange[] = [];
  if (from === 0 || from === size) return ranges; // anything begins with nothing, and with itself
  let [start, end] = [0, size];
  while (end !== from) {
    const middle = start + split(end - start);
    if (from <= middle) {
      ranges.push({ start: middle, end });
      end = middle;
    } else {
      ranges.push({ start, end: middle });
      start = middle;
    }
  }
  // Who checks the proof knows the old root: it is not sent when it is a subtree of the new tree as it stands.
  if (start > 0) ranges.push({ start, end });
  return ranges.reverse();
}

/** A range that a tree's root is made of, as complete subtrees from left to right; their sizes are powers of two. */
export function completeSubtrees({ start, end }: LeafRange): readonly LeafRange[] {
  const subtrees: LeafRange[] = [];
  for (let from = start; from < end;) {
    const size = 2 ** Math.floor(Math.log2(end - from));
    subtrees.push({ start: from, end: from + size });
    from += size;
  }
  return subtrees;
}

/** The root over complete subtrees that shrink from left to right. */
export function joinSubtrees(roots: readonly Buffer[]): Buffer {
  if (roots.length === 0) return EMPTY_ROOT;
  return roots.reduceRight((right, left) => nodeHash(left, right));
}

/** The root that an inclusion path leads to; null for a path that no tree of this size has (RFC 9162, 2.1.3.2). */
export function rootOfInclusion(leaf: Buffer, { index, size, path }: Inclusion): Buffer | null {
  if (index < 0 || index >= size) return null;
  let [place, last] = [index, size - 1];
  let root = leaf;
  for (const beside of path) {
    if (last === 0) return null;
    if (isOdd(place) || place === last) {
      root = nodeHash(beside, root);
      while (!isOdd(place) && place !== 0) [place, last] = [half(place), half(last)];
    } else {
      root = nodeHash(root, beside);
    }
    [place, last] = [half(place), half(last)];
  }
  return last === 0 ? root : null;
}

/** Does the newer tree begin with the older one's leaves (RFC 9162, 2.1.4.2)? */
export function isConsistent(
  { from, size, path }: Consistency,
  roots: { readonly from: Buffer; readonly size: Buffer },
): boolean {
  if (from > size) return false;
  if (from === 0 || from === size) return path.length === 0 && (from === 0 || roots.from.equals(roots.size));
  const [first, ...rest] = Number.isInteger(Math.log2(from)) ? [roots.from, ...path] : path;
  if (!first) return false;
  let [place, last] = [from - 1, size - 1];
  while (isOdd(place)) [place, last] = [half(place), half(last)];
  let [older, newer] = [first, first];
  for (const beside of rest) {
    if (last === 0) return false;
    if (isOdd(place) || place === last) {
      [older, newer] = [nodeHash(beside, older), nodeHash(beside, newer)];
      while (!isOdd(place) && place !== 0) [place, last] = [half(place), half(last)];
    } else {
      newer = nodeHash(newer, beside);
    }
    [place, last] = [half(place), half(last)];
  }
  return last === 0 && older.equals(roots.from) && newer.equals(roots.size);
}

/** The largest power of two below a number. */
function split(size: number): number {
  return 2 ** (Math.ceil(Math.log2(size)) - 1);
}

function isOdd(number: number): boolean {
  return number % 2 === 1;
}

function half(number: number): number {
  return Math.floor(number / 2);
}
