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

  async inclusion(stream: Id, index: number, size: number): Promise<Inclusion> {
    return { index, size, path: await this.rootsOf(stream, inclusionRanges(index, size)) };
  }

  async consistency(stream: Id, from: number, size: number): Promise<Consistency> {
    return { from, size, path: await this.rootsOf(stream, consistencyRanges(from, size)) };
  }

  private async growLevel(stream: Id, level: number, from: number, to: number): Promise<number> {
    const below = { level: level - 1, first: from * SPAN, last: to * SPAN };
    const hashes = await this.read(stream, [below]);
    const roots = Array.from({ length: to - from }, (_, place) =>
      treeOver(hashes.slice(place * SPAN, (place + 1) * SPAN)),
    );
    await this.store.keepSubtrees(stream, { level, from, roots });
    return roots.length;
  }

  /** The roots over ranges that proofs are made of, all read together. */
  private async rootsOf(stream: Id, ranges: readonly LeafRange[]): Promise<Buffer[]> {
    const parts = ranges.map((range) => completeSubtrees(range).map(spanOf));
    const hashes = await this.read(stream, parts.flat());
    let taken = 0;
    return parts.map((spans) =>
      joinSubtrees(spans.map(({ first, last }) => treeOver(hashes.slice(taken, (taken += last - first))))),
    );
  }

  /** The hashes of spans, one span after the other. */
  private async read(stream: Id, spans: readonly Span[]): Promise<readonly Buffer[]> {
    const found = await this.store.read(stream, spans);
    return spans.flatMap((span, place) => {
      const hashes = found.get(place) ?? [];
      if (hashes.length !== span.last - span.first) throw new MissingEntries();
      return span.level === 0 ? hashes.map(leafHash) : hashes;
    });
  }
}

/** The journal, or what is kept of its tree, has fewer entries than were asked for. */
export class MissingEntries extends Error {
  constructor() {
    super("Entries of a stream's tree are missing");
  }
}

/** Where the hashes lie that a complete subtree is made of. */
function spanOf({ start, end }: LeafRange): Span {
  const level = levelOf(end - start);
  const width = SPAN ** level;
  return { level, first: start / width, last: end / width };
}

function treeOver(hashes: readonly Buffer[]): Buffer {
  return new MerkleTree(hashes).root;
}
