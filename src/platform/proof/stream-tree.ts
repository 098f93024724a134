import type { Id } from "../ids";
import {
  completeSubtrees,
  consistencyRanges,
  inclusionRanges,
  joinSubtrees,
  leafHash,
  MerkleTree,
  type Consistency,
  type Inclusion,
  type LeafRange,
} from "./merkle";
import { levelOf, SPAN, type Span, type TreeStore } from "./stream-tree.store";

/** Nodes whose subtree's root is kept, read at once while a tree grows. */
const GROWTH = 64;
const TOP_LEVEL = 3;

/**
 * The Merkle tree over a stream: leaf i is the hash of its entry i + 1. Roots of complete subtrees of 256, 256² and 256³
 * leaves are kept as the tree grows; leaves are the journal itself. So a root or a proof takes two statements and at most
 * a thousand rows, and only what is new is read to grow.
 */
export class StreamTree {
  constructor(private readonly store: TreeStore) {}

  /** Keeps the subtrees that a tree of this size has; must come before what is asked of that size. */
  async grow(stream: Id, size: number): Promise<void> {
    for (let level = 1; level <= TOP_LEVEL; level += 1) {
      const wanted = Math.floor(size / SPAN ** level);
      let kept = await this.store.countSubtrees(stream, level);
      while (kept < wanted)
        kept += await this.growLevel(stream, level, kept, Math.min(wanted, kept + GROWTH));
    }
  }

  async root(stream: Id, size: number): Promise<Buffer> {
    const [root] = await this.rootsOf(stream, [{ start: 0, end: size }]);
    if (!root) throw new Error("A range without a root");
    return root;
  }

  /**
   * The roots of many streams' trees at once; null where the journal, or what is kept of the tree, has not what the root is
   * made of, which `grow` may mend.
   */
  async keptRoots(
    trees: readonly { readonly stream: Id; readonly size: number }[],
  ): Promise<readonly (Buffer | null)[]> {
    const parts = trees.map(({ stream, size }) => spansOf(stream, { start: 0, end: size }));
    const found = await this.store.read(parts.flat());
    let place = 0;
    return parts.map((spans) => {
      const hashes = spans.map((span) => hashesOf(span, found.get(place++)));
      return hashes.some((of) => of === null) ? null : joinSubtrees(hashes.map((of) => treeOver(of ?? [])));
    });
  }

  async inclusion(stream: Id, index: number, size: number): Promise<Inclusion> {
    return { index, size, path: await this.rootsOf(stream, inclusionRanges(index, size)) };
  }

  async consistency(stream: Id, from: number, size: number): Promise<Consistency> {
    return { from, size, path: await this.rootsOf(stream, consistencyRanges(from, size)) };
  }

  private async growLevel(stream: Id, level: number, from: number, to: number): Promise<number> {
    const hashes = await this.read([{ stream, level: level - 1, first: from * SPAN, last: to * SPAN }]);
    const roots = Array.from({ length: to - from }, (_, place) =>
      treeOver(hashes.slice(place * SPAN, (place + 1) * SPAN)),
    );
    await this.store.keepSubtrees(stream, { level, from, roots });
    return roots.length;
  }

  /** The roots over ranges that proofs are made of, all read together. */
  private async rootsOf(stream: Id, ranges: readonly LeafRange[]): Promise<Buffer[]> {
    const parts = ranges.map((range) => spansOf(stream, range));
    const hashes = await this.read(parts.flat());
    let taken = 0;
    return parts.map((spans) =>
      joinSubtrees(spans.map(({ first, last }) => treeOver(hashes.slice(taken, (taken += last - first))))),
    );
  }

  /** The hashes of spans, one span after the other. */
  private async read(spans: readonly Span[]): Promise<readonly Buffer[]> {
    const found = await this.store.read(spans);
    return spans.flatMap((span, place) => {
      const hashes = hashesOf(span, found.get(place));
      if (!hashes) throw new MissingEntries();
      return hashes;
    });
  }
}

/** The journal, or what is kept of its tree, has fewer entries than were asked for. */
export class MissingEntries extends Error {
  constructor() {
    super("Entries of a stream's tree are missing");
  }
}

/** Where the hashes lie that the complete subtrees of a range are made of. */
function spansOf(stream: Id, range: LeafRange): Span[] {
  return completeSubtrees(range).map(({ start, end }) => {
    const level = levelOf(end - start);
    const width = SPAN ** level;
    return { stream, level, first: start / width, last: end / width };
  });
}

/** A span's nodes as they stand in the tree; null when there are not as many as it has places. */
function hashesOf({ level, first, last }: Span, found: readonly Buffer[] = []): readonly Buffer[] | null {
  if (found.length !== last - first) return null;
  return level === 0 ? found.map(leafHash) : found;
}

function treeOver(hashes: readonly Buffer[]): Buffer {
  return new MerkleTree(hashes).root;
}
