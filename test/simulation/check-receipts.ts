import { hash } from "node:crypto";
import type { SignedReceipts } from "../../src/auction/proof/receipts";
import type { Id } from "../../src/platform/ids";
import type { Entry } from "../../src/platform/journal/chain";
import type { MatchedBid } from "./check-bids";
import { plainSigner } from "./plain-signer";
import type { AuctionTables } from "./simulated-tables";

/**
 * P9 for a bidder: every bid has one receipt, whose path leads from its entry in the journal to the root that was signed, and
 * no answer came with another.
 */
export function receiptProblems(sentBids: readonly MatchedBid[], tables: AuctionTables): string[] {
  const { auction, bids, receipts } = tables;
  const problems: string[] = [];
  const bySequence = new Map<number, SignedReceipts>();
  for (const row of receipts) {
    for (let sequence = row.first; sequence <= row.last; sequence += 1) {
      if (bySequence.has(sequence)) problems.push(`entry ${sequence} has two receipts`);
      bySequence.set(sequence, row);
      const root = rootOver(tables.entries[sequence - 1], row, sequence);
      if (root === null || row.note !== noteOver(root, auction.id, row.tree.size))
        problems.push(`the receipt of entry ${sequence} is wrong`);
    }
  }
  for (const { bid } of bids)
    if (!bySequence.has(bid.sequence)) problems.push(`bid ${bid.sequence} has no receipt`);
  for (const { sent } of sentBids) {
    for (const { outcome } of sent.replies) {
      if (typeof outcome === "string" || !outcome.receipts) continue;
      const { sequence } = outcome.bid;
      if (outcome.receipts.note !== bySequence.get(sequence)?.note)
        problems.push(`bid ${sequence} was answered with another receipt`);
    }
  }
  return problems;
}

/** For this auction's receipts alone. */
function noteOver(root: Buffer, auctionId: Id, size: number): string {
  return plainSigner.sign(`recoup/receipts/${auctionId}\n${size}\n${root.toString("base64")}\n`);
}

/** RFC 9162, 2.1.3.2: the root that the path leads to from what the committed entry hashes to; null: to none. */
function rootOver(
  entry: Entry | undefined,
  { first, tree }: SignedReceipts,
  sequence: number,
): Buffer | null {
  if (!entry) return null;
  const { inclusion, hidden } = tree.leaf(sequence - first);
  let [place, last] = [inclusion.index, inclusion.size - 1];
  let here = leafHash(hidden ? sha256(Buffer.concat([hidden.salt, entry.hash])) : entry.hash);
  for (const beside of inclusion.path) {
    if (last === 0 || beside.length !== HASH_BYTES) return null;
    if (place % 2 === 1 || place === last) {
      here = nodeHash(beside, here);
      for (; place % 2 === 0 && place !== 0; place /= 2) last = Math.floor(last / 2);
    } else here = nodeHash(here, beside);
    [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
  }
  return last === 0 ? here : null;
}

const HASH_BYTES = 32;

// Written over for every hash: there are thousands of them in a run.
const LEAF = Buffer.of(0, ...Buffer.alloc(HASH_BYTES));
const NODE = Buffer.of(1, ...Buffer.alloc(2 * HASH_BYTES));

function leafHash(stands: Buffer): Buffer {
  LEAF.set(stands, 1);
  return sha256(LEAF);
}

function nodeHash(left: Buffer, right: Buffer): Buffer {
  NODE.set(left, 1);
  NODE.set(right, 1 + HASH_BYTES);
  return sha256(NODE);
}

function sha256(data: Buffer): Buffer {
  return Buffer.from(hash("sha256", data, "binary"), "binary");
}
