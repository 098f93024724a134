import { createHash } from "node:crypto";
import { sha256 } from "../sha256";
import { leafHash, MerkleTree, nodeHash, type Inclusion } from "./merkle";

/** What a receipt shows of an entry, and that its tree's root covers it. */
export interface ReceiptLeaf {
  readonly inclusion: Inclusion;
  /** What stands for the entry's hash: SHA-256(salt ‖ hash); null where the hash stands itself. */
  readonly hidden: { readonly commitment: Buffer; readonly salt: Buffer } | null;
}

/** The tree over what one transaction decided, whose root is signed once for all of it. */
export interface ReceiptTree {
  readonly root: Buffer;
  readonly size: number;
  /** Of the nth entry, from 0. */
  leaf(nth: number): ReceiptLeaf;
}

/** Levels of a tree that tells nothing of how many bids were decided together, and in which order. */
const SEALED_DEPTH = 9;
const SEALED_PLACES = 2 ** SEALED_DEPTH;
export const SEED_BYTES = 32;
const SALT_BYTES = 16;
const HASH_BYTES = 32;
const PLACE_BYTES = 4;
/** What an entry takes of chance at most: its place, its salt, and a hash beside it on each level. */
const DRAWN_AN_ENTRY = PLACE_BYTES + SALT_BYTES + SEALED_DEPTH * HASH_BYTES;

/** Leaves are the entries' hashes, in order. */
export function openReceipts(entries: readonly Buffer[]): ReceiptTree {
  const tree = new MerkleTree(entries.map(leafHash));
  return {
    root: tree.root,
    size: entries.length,
    leaf: (nth) => ({ inclusion: tree.inclusion(nth), hidden: null }),
  };
}

/**
 * For bids that nobody may count: each leaf is a salted commitment in a random place of a tree of fixed depth, and where
 * nothing is, random hashes stand. All of it comes from the seed, so the same tree is made again when it is asked for.
 */
export function sealedReceipts(entries: readonly Buffer[], seed: Uint8Array): ReceiptTree {
  if (entries.length > SEALED_PLACES)
    throw new Error("More was decided at once than a sealed tree has places");
  const draws = new Draws(seed, entries.length * DRAWN_AN_ENTRY);
  const places = drawPlaces(entries.length, draws);
  const hidden = entries.map((entry) => {
    const salt = draws.bytes(SALT_BYTES);
    return { salt, commitment: sha256(Buffer.concat([salt, entry])) };
  });
  const levels = fillLevels(
    new Map(hidden.map(({ commitment }, nth) => [places[nth] ?? 0, leafHash(commitment)])),
    draws,
  );
  const root = levels.at(-1)?.get(0);
  if (!root) throw new Error("A tree without a root");
  return {
    root,
    size: SEALED_PLACES,
    leaf: (nth) => {
      const index = places[nth] ?? 0;
      const path = levels.flatMap((level, height) => level.get((index >> height) ^ 1) ?? []);
      return { inclusion: { index, size: SEALED_PLACES, path }, hidden: hidden[nth] ?? null };
    },
  };
}

/** Only the ways from leaves to the root are hashed: a random hash stands for a whole empty subtree as well. */
function fillLevels(
  leaves: ReadonlyMap<number, Buffer>,
  draws: Draws,
): readonly ReadonlyMap<number, Buffer>[] {
  const levels = [new Map(leaves)];
  for (let height = 0; height < SEALED_DEPTH; height += 1) {
    const level = levels[height] ?? new Map<number, Buffer>();
    const above = new Map<number, Buffer>();
    for (const place of [...level.keys()].sort((a, b) => a - b)) {
      const [left, right] = [place & ~1, place | 1];
      if (above.has(left / 2)) continue;
      for (const side of [left, right]) if (!level.has(side)) level.set(side, draws.bytes(HASH_BYTES));
      above.set(left / 2, nodeHash(level.get(left) ?? EMPTY, level.get(right) ?? EMPTY));
    }
    levels.push(above);
  }
  return levels;
}

const EMPTY = Buffer.alloc(HASH_BYTES);

/** Different places, each as likely as any other. */
function drawPlaces(count: number, draws: Draws): readonly number[] {
  // The free places, of which the first `left` are left; only those are kept that are not at their own.
  const moved = new Map<number, number>();
  const at = (index: number) => moved.get(index) ?? index;
  return Array.from({ length: count }, (_, nth) => {
    const left = SEALED_PLACES - nth;
    const drawn = draws.bytes(PLACE_BYTES).readUInt32BE() % left; // of 2³² the remainder is as good as even
    const place = at(drawn);
    moved.set(drawn, at(left - 1));
    return place;
  });
}

/** Bytes that whoever knows the seed draws again, and nobody else can tell from chance: SHAKE256(seed ‖ counter). */
class Draws {
  private static readonly PORTION = 4_096;
  private portion = Buffer.alloc(0);
  /** Where in the portion what is left of it begins. */
  private at = 0;
  private drawn = 0;

  /** `most`: what is drawn in all. A portion that suffices is made no longer: what it begins with does not depend on that. */
  constructor(
    private readonly seed: Uint8Array,
    private readonly most: number,
  ) {}

  bytes(count: number): Buffer {
    if (this.portion.length - this.at < count) {
      const counter = Buffer.alloc(4);
      counter.writeUInt32BE((this.drawn += 1));
      const outputLength = Math.min(this.most, Draws.PORTION);
      this.portion = createHash("shake256", { outputLength }).update(this.seed).update(counter).digest();
      this.at = 0;
    }
    return this.portion.subarray(this.at, (this.at += count));
  }
}
