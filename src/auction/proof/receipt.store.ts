import type { DataSource } from "typeorm";
import type { BidPlace } from "../bidding/bid.loaders";
import { decodeState, decodeTerms, type StateJson, type TermsJson } from "../domain";
import { isProvable } from "./provable";
import type { ReceiptType } from "./receipt.graphql";
import { receiptView } from "./receipt.views";
import { receiptTree } from "./receipts";

interface ReceiptRow {
  readonly first: number;
  readonly note: string;
  readonly seed: Buffer | null;
  readonly hashes: readonly Buffer[];
  readonly terms: TermsJson;
  readonly state: StateJson;
}

/**
 * The receipt of a bid that was decided before, the same as when it was; null for one from before there were receipts. An
 * operation places one bid, so there is nothing to batch.
 */
export async function readReceipt(
  database: DataSource,
  { auctionId, sequence }: BidPlace,
): Promise<ReceiptType | null> {
  const [row] = await database.query<ReceiptRow[]>(RECEIPT, [auctionId, sequence]);
  if (!row) return null;
  const isOpen = isProvable(decodeState(decodeTerms(row.terms), row.state));
  return receiptView({ ...row, tree: receiptTree(row.hashes, row.seed) }, sequence, isOpen);
}

const RECEIPT = `
  SELECT r.first_sequence AS first, r.note, r.seed, a.terms, c.state,
    ARRAY(SELECT hash FROM journal_entry WHERE stream = $1 AND sequence BETWEEN r.first_sequence AND r.last_sequence
      ORDER BY sequence) AS hashes
  FROM auction a JOIN auction_state c ON c.auction_id = a.id, LATERAL (
    SELECT * FROM bid_receipt WHERE auction_id = $1 AND first_sequence <= $2 ORDER BY first_sequence DESC LIMIT 1) AS r
  WHERE a.id = $1 AND r.last_sequence >= $2`;
