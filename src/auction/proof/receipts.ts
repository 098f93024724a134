import type { Id } from "../../platform/ids";
import type { Entry } from "../../platform/journal/chain";
import { signCheckpoint } from "../../platform/proof/checkpoint";
import {
  openReceipts,
  sealedReceipts,
  SEED_BYTES,
  type ReceiptTree,
} from "../../platform/proof/receipt-tree";
import type { NoteSigner } from "../../platform/proof/signed-note";
import type { Randomness } from "../../platform/randomness";
import type { AuctionState } from "../domain";
import { isProvable } from "./provable";

/** What the receipts of one transaction's entries are made from: signed once, however many bids there are. */
export interface SignedReceipts {
  /** The numbers of its first entry and its last. */
  readonly first: number;
  readonly last: number;
  /** The root of the tree over its entries, as a signed note. */
  readonly note: string;
  /** What a sealed auction's tree is drawn from; null for any other. */
  readonly seed: Buffer | null;
  /** Of its entries, in order. */
  readonly hashes: readonly Buffer[];
  readonly tree: ReceiptTree;
}

/** Signs receipts for entries that are about to be committed; `state` is the auction's after them. */
export type ReceiptSigner = (
  auctionId: Id,
  entries: readonly Entry[],
  state: AuctionState,
) => SignedReceipts | null;

export function receiptSigner(signer: Pick<NoteSigner, "sign">, randomness: Randomness): ReceiptSigner {
  return (auctionId, entries, state) => {
    const [first, last] = [entries[0]?.sequence, entries.at(-1)?.sequence];
    if (first === undefined || last === undefined) return null;
    const seed = isProvable(state) ? null : Buffer.from(randomness.bytes(SEED_BYTES));
    const hashes = entries.map(({ hash }) => hash);
    const tree = receiptTree(hashes, seed);
    const note = signCheckpoint(signer, {
      origin: originOfReceipts(auctionId),
      size: tree.size,
      root: tree.root,
    });
    return { first, last, note, seed, hashes, tree };
  };
}

/** The tree over entries' hashes, the same whenever it is asked for. */
export function receiptTree(hashes: readonly Buffer[], seed: Buffer | null): ReceiptTree {
  return seed === null ? openReceipts(hashes) : sealedReceipts(hashes, seed);
}

/** No tree over a journal has this origin, so no receipt's root can be taken for a checkpoint's. */
export function originOfReceipts(auctionId: Id): string {
  return `recoup/receipts/${auctionId}`;
}
