import { view } from "../../platform/graphql/node";
import { ReceiptType } from "./receipt.graphql";
import type { SignedReceipts } from "./receipts";

/** The receipt of one of the entries. `isOpen`: may it say which entry it is of? */
export function receiptView(
  { first, hashes, note, tree }: Pick<SignedReceipts, "first" | "hashes" | "note" | "tree">,
  sequence: number,
  isOpen: boolean,
): ReceiptType {
  const { inclusion, hidden } = tree.leaf(sequence - first);
  return view(ReceiptType, {
    sequence: isOpen ? sequence : null,
    entryHash: isOpen ? (hashes[sequence - first]?.toString("hex") ?? null) : null,
    commitment: hidden && hidden.commitment.toString("hex"),
    salt: hidden && isOpen ? hidden.salt.toString("hex") : null,
    leafIndex: inclusion.index,
    treeSize: inclusion.size,
    path: inclusion.path.map((hash) => hash.toString("hex")),
    note,
  });
}
