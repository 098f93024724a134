import { hash } from "node:crypto";
import type { SignedReceipts } from "../../src/auction/proof/receipts";
import { signedText } from "./plain-signer";
import type { Run } from "./simulation";
import type { AuctionTables } from "./simulated-tables";

/**
 * P9 for a bidder: every bid has one receipt, whose path leads from its entry in the journal to the root that was signed, and
 * no answer came with another.
 */
export function receiptProblems({ sent }: Run, tables: AuctionTables): string[] {
  const { auction, bids, receipts } = tables;
  const problems: string[] = [];
  const bySequence = new Map<number, SignedReceipts>();
  for (const row of receipts) {
    const root = rootIn(row, auction.id);
    for (let sequence = row.first; sequence <= row.last; sequence += 1) {
      if (bySequence.has(sequence)) problems.push(`entry ${sequence} has two receipts`);
      bySequence.set(sequence, row);
      if (!leadsToRoot(row, sequence, { tables, root }))
        problems.push(`the receipt of entry ${sequence} is wrong`);
    }
  }
  for (const { bid } of bids)
    if (!bySequence.has(bid.sequence)) problems.push(`bid ${bid.sequence} has no receipt`);
  for (const { auctionId, replies } of sent) {
    if (auctionId !== auction.id) continue;
    for (const { outcome } of replies) {
      if (typeof outcome === "string" || !outcome.receipts) continue;
      const { sequence } = outcome.bid;
      if (outcome.receipts.note !== bySequence.get(sequence)?.note)
        problems.push(`bid ${sequence} was answered with another receipt`);
    }
  }
  return problems;
}

/** The root of the signed note, for this auction's receipts alone. */
function rootIn({ note, tree }: SignedReceipts, auctionId: string): Buffer | null {
  const [origin, size, root = ""] = signedText(note)?.split("\n") ?? [];
  if (origin !== `recoup/receipts/${auctionId}` || size !== String(tree.size)) return null;
  return Buffer.from(root, "base64");
}

/** RFC 9162, 2.1.3.2, from what the committed entry hashes to. */
function leadsToRoot(
  { first, tree }: SignedReceipts,
  sequence: number,
  { tables, root }: { readonly tables: AuctionTables; readonly root: Buffer | null },
): boolean {
  const entry = tables.entries[sequence - 1];
  if (!entry || !root) return false;
  const { inclusion, hidden } = tree.leaf(sequence - first);
  const stands = hidden ? sha256(hidden.salt, entry.hash) : entry.hash;
  let [place, last, here] = [inclusion.index, inclusion.size - 1, sha256(LEAF, stands)];
  for (const beside of inclusion.path) {
    if (last === 0) return false;
    if (place % 2 === 1 || place === last) {
      here = sha256(NODE, beside, here);
      for (; place % 2 === 0 && place !== 0; place /= 2) last = Math.floor(last / 2);
    } else here = sha256(NODE, here, beside);
    [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
  }
  return last === 0 && here.equals(root);
}

const LEAF = Buffer.of(0);
const NODE = Buffer.of(1);

/** Where what is hashed is put together: there are thousands of paths' hashes in a run. */
const JOINED = Buffer.alloc(1 + 2 * 32);

/** Of no more than a node of a tree is made of. */
function sha256(...parts: readonly Uint8Array[]): Buffer {
  let length = 0;
  for (const part of parts) {
    JOINED.set(part, length);
    length += part.length;
  }
  return Buffer.from(hash("sha256", JOINED.subarray(0, length), "binary"), "binary");
}
