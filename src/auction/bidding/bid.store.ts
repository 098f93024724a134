import type { Id } from "../../platform/ids";
import { encodeEntries, INSERT_ENTRIES } from "../../platform/journal/journal.store";
import { ROLLBACK, type Statement, type StatementPipeline } from "../../platform/database/pipeline";
import { hexCell, RowLines } from "../../platform/database/row-lines";
import { formatInstant } from "../../platform/time";
import { endShown } from "../auction.rows";
import type { BidCommand } from "./bid-command";
import { BEGIN, readBatchFacts } from "./bid-facts.store";
import type { BatchFacts, BatchResult } from "./decide-batch";
import type { NewBid } from "./new-bid";
import { encodeState } from "../domain";

/** Where batches of bids are read and written; a port, so that a simulation or a test can put another in. */
export interface BatchStore {
  /** Locks the auction and reads what its waiting commands are decided by; null when there is no such auction. */
  read(
    pipeline: StatementPipeline,
    auctionId: Id,
    commands: readonly BidCommand[],
  ): Promise<BatchFacts | null>;
  /** Writes what was decided and commits; throws unless it is certain that all of it is kept. */
  write(pipeline: StatementPipeline, auctionId: Id, result: BatchResult): Promise<void>;
}

/** No auction has it. */
const NO_AUCTION: Id = "00000000-0000-0000-0000-000000000000";

/**
 * Has a connection plan what every batch runs. That takes some twenty times as long as running it, and without it the first
 * batch would do it with the auction's lock in its hand.
 */
export async function warmUpBidding(pipeline: StatementPipeline): Promise<void> {
  await readBatchFacts(pipeline, NO_AUCTION, []);
  const nothing = [encodeEntries([]), BID_LINES.encode([]), 0, Buffer.alloc(0), formatInstant(0n), "{}"];
  const absent = [null, null, null, null];
  await pipeline.send([
    BEGIN,
    { name: "write-bids", text: WRITE, values: [NO_AUCTION, ...nothing, ...absent] },
    ROLLBACK,
  ]);
}

export const batchStore: BatchStore = { read: readBatchFacts, write: writeBatch };

const COMMIT: Statement = { text: "COMMIT" };

async function writeBatch(pipeline: StatementPipeline, auctionId: Id, result: BatchResult): Promise<void> {
  const last = result.entries.at(-1);
  if (!last) return void (await pipeline.send([ROLLBACK]));
  const { state, receipts } = result;
  const closesAt = endShown(state);
  const boxes = result.bids.flatMap(({ bid: { sequence }, box }) => (box ? [{ sequence, box }] : []));
  const [written, committed] = await pipeline.send([
    {
      ...(boxes.length > 0
        ? { name: "write-sealed-bids", text: WRITE_SEALED }
        : { name: "write-bids", text: WRITE }),
      values: [
        auctionId,
        encodeEntries(result.entries),
        BID_LINES.encode(result.bids),
        last.sequence,
        last.hash,
        formatInstant(last.at),
        JSON.stringify(encodeState(state)),
        closesAt === null ? null : formatInstant(closesAt),
        receipts?.first ?? null,
        receipts?.note ?? null,
        receipts?.seed ?? null,
        ...(boxes.length > 0 ? [BOX_LINES.encode(boxes)] : []),
      ],
    },
    COMMIT,
  ]);
  // COMMIT of a failed transaction answers ROLLBACK without an error.
  if (written?.rowCount !== 1 || committed?.command !== "COMMIT")
    throw new Error("A batch of bids was not committed");
}

const BID_LINES = new RowLines<NewBid>({
  sequence: ["integer", ({ bid }) => bid.sequence],
  id: ["uuid", ({ bid }) => bid.id],
  buyer_id: ["uuid", ({ bid }) => bid.buyerId],
  paddle: ["text", ({ bid }) => bid.paddle],
  key_hash: ["bytea", ({ bid }) => hexCell(bid.keyHash)],
  fingerprint: ["bytea", ({ bid }) => hexCell(bid.fingerprint)],
  actor_id: ["uuid", ({ bid }) => bid.actorId],
  actor_kind: ["text", ({ bid }) => bid.actorKind],
  decision: ["text", ({ bid }) => bid.decision],
  reason: ["text", ({ bid }) => bid.reason],
  amount_minor: ["bigint", ({ bid }) => bid.amount],
  maximum_minor: ["bigint", ({ bid }) => bid.maximum],
  minimum_next_minor: ["bigint", ({ bid }) => bid.minimumNextBid],
  confirmed: ["boolean", ({ bid }) => bid.confirmed],
  raise: ["boolean", ({ bid }) => bid.raise],
  moved: ["boolean", ({ bid }) => bid.moved],
  received_at: ["timestamptz", ({ bid }) => formatInstant(bid.receivedAt)],
  decided_at: ["timestamptz", ({ bid }) => formatInstant(bid.decidedAt)],
  salts: ["bytea", ({ salts }) => hexCell(salts)],
  sealed: ["boolean", ({ isSealed }) => isSealed],
  withdrawal: ["boolean", ({ bid }) => bid.withdrawal],
});

/** Boxes of sealed bids, beside their rows. */
const BOX_LINES = new RowLines<{ readonly sequence: number; readonly box: Buffer }>({
  sequence: ["integer", ({ sequence }) => sequence],
  box: ["bytea", ({ box }) => hexCell(box)],
});

const writeWith = (besides: string): string => `
  WITH entries AS (${INSERT_ENTRIES("$2")}),
  bids AS (
    INSERT INTO bid (auction_id, ${BID_LINES.names})
    SELECT $1, ${BID_LINES.values} FROM ${BID_LINES.from("$3")}),${besides}
  receipts AS (
    INSERT INTO bid_receipt (auction_id, first_sequence, last_sequence, note, seed)
    SELECT $1, $9::integer, $4, $10::text, $11::bytea WHERE $9::integer IS NOT NULL),
  head AS (UPDATE journal_stream SET sequence = $4, head_hash = $5, last_at = $6 WHERE id = $1)
  UPDATE auction_state SET state = $7, closes_at = $8 WHERE auction_id = $1`;
const WRITE = writeWith("");
const WRITE_SEALED = writeWith(`
  boxes AS (
    INSERT INTO sealed_box (auction_id, ${BOX_LINES.names})
    SELECT $1, ${BOX_LINES.values} FROM ${BOX_LINES.from("$12")}),`);
