import type { Id } from "../../platform/ids";
import type { StreamHead } from "../../platform/journal/chain";
import { byteaArray, uuidArray } from "../../platform/database/array-literals";
import { ROLLBACK, type Statement, type StatementPipeline } from "../../platform/database/pipeline";
import type { Instant } from "../../platform/time";
import type { BidCommand } from "./bid-command";
import { toMinor } from "./bid.rows";
import { NO_PAST, readPast, type Past } from "./bid-past.store";
import { knownKey, type BatchFacts, type FirmFacts } from "./decide-batch";
import {
  bidLimit,
  decodeInstant,
  decodeState,
  decodeTerms,
  type Eligibility,
  type StateJson,
  type TermsJson,
} from "../domain";

export const BEGIN: Statement = { text: "BEGIN ISOLATION LEVEL READ COMMITTED" };

/**
 * Two network flushes a batch: BEGIN, lock and facts; write and COMMIT. The facts are read by a statement of their own
 * behind the lock, so that they, and the clock, are of a moment at which nobody else decides. What was sent before, or is
 * to be taken back, takes one flush more.
 */
export async function readBatchFacts(
  pipeline: StatementPipeline,
  auctionId: Id,
  commands: readonly BidCommand[],
): Promise<BatchFacts | null> {
  const firms = uuidArray(commands.map(({ buyerId }) => buyerId));
  const keys = byteaArray(commands.map(({ keyHash }) => keyHash));
  const [, locked, read] = await pipeline.send([
    BEGIN,
    { name: "lock-auction", text: LOCK, values: [auctionId] },
    { name: "read-bid-facts", text: FACTS, values: [auctionId, firms, keys] },
  ]);
  const head = locked?.rows[0] as HeadRow | undefined;
  const facts = read?.rows[0] as FactsRow | undefined;
  if (!head || !facts) {
    await pipeline.send([ROLLBACK]);
    return null;
  }
  const looksBack = facts.has_known || commands.some(({ content }) => content.kind === "WITHDRAWAL");
  const past = looksBack ? await readPast(pipeline, auctionId, commands) : NO_PAST;
  return toFacts(auctionId, { head, facts, past });
}

const LOCK = "SELECT sequence, head_hash, last_at FROM journal_stream WHERE id = $1 FOR NO KEY UPDATE";

// Known keys are looked up one by one, each by the key at or behind it: in that order only their index gives rows. A plain
// join has other plans, such as reading all bids of the auction, which look cheap to a planner whose statistics lag behind.
// Firms likewise, each behind a LIMIT: joined, all firms of the seller were read for each that bids.
const FACTS = `
  WITH sent AS (SELECT * FROM unnest($2::uuid[], $3::bytea[]) AS s (buyer_id, key_hash)),
  known AS (
    SELECT FROM sent s, LATERAL (SELECT key_hash FROM bid
      WHERE auction_id = $1 AND buyer_id = s.buyer_id AND key_hash >= s.key_hash ORDER BY key_hash LIMIT 1) b
    WHERE b.key_hash = s.key_hash),
  firm AS (
    SELECT p.buyer_id, p.paddle, p.status, p.limit_minor::text AS limit_minor, p.allotment_minor::text AS allotment_minor,
      p.voided_through, e.is_qualified AND a.asset_class = ANY (e.asset_classes) AS is_qualified,
      e.suspended_at IS NOT NULL AS is_suspended, e.is_expelled, e.is_affiliated_with_seller,
      least(e.lapses_at, p.licences_lapse_at) AS lapses_at
    FROM (SELECT seller_id, asset_class FROM auction WHERE id = $1 LIMIT 1) a
      CROSS JOIN (SELECT DISTINCT buyer_id FROM sent) s
      CROSS JOIN LATERAL (SELECT * FROM participant WHERE auction_id = $1 AND buyer_id = s.buyer_id LIMIT 1) p
      LEFT JOIN LATERAL (SELECT * FROM buyer_eligibility
        WHERE seller_id = a.seller_id AND buyer_id = p.buyer_id LIMIT 1) e ON true)
  SELECT clock_timestamp() AS clock, a.seller_id, a.terms, c.state,
    (SELECT json_agg(firm) FROM firm) AS firms, EXISTS (SELECT FROM known) AS has_known
  FROM auction a JOIN auction_state c ON c.auction_id = a.id WHERE a.id = $1`;

interface HeadRow {
  sequence: number;
  head_hash: Buffer;
  last_at: Instant | null;
}

interface FactsRow {
  clock: Instant;
  seller_id: Id;
  terms: TermsJson;
  state: StateJson;
  firms: FirmRow[] | null;
  /** Was one of the keys used before? */
  has_known: boolean;
}

interface FirmRow {
  buyer_id: Id;
  paddle: string;
  status: Eligibility["participantStatus"];
  limit_minor: string | null;
  allotment_minor: string | null;
  voided_through: number;
  is_qualified: boolean | null;
  is_suspended: boolean;
  is_expelled: boolean | null;
  is_affiliated_with_seller: boolean | null;
  lapses_at: string | null;
}

function toFacts(
  auctionId: Id,
  { head, facts, past }: { readonly head: HeadRow; readonly facts: FactsRow; readonly past: Past },
): BatchFacts {
  return {
    auctionId,
    sellerId: facts.seller_id,
    head: { sequence: head.sequence, hash: head.head_hash, lastAt: head.last_at } satisfies StreamHead,
    state: decodeState(decodeTerms(facts.terms), facts.state),
    clock: facts.clock,
    firms: new Map((facts.firms ?? []).map((row) => [row.buyer_id, toFirm(row, past)])),
    known: new Map(past.bids.map(({ bid }) => [knownKey(bid), bid])),
  };
}

/** Whatever the buyers' stage does not know of a firm counts as a no. */
function toFirm(row: FirmRow, { bids, firms }: Past): FirmFacts {
  const own = bids.filter(({ bid }) => bid.buyerId === row.buyer_id);
  const past = firms.get(row.buyer_id);
  const ownLimit = toMinor(row.limit_minor);
  return {
    paddle: row.paddle,
    ownLimit,
    latestAccepted: past?.latestAccepted ?? null,
    live: past?.live ?? null,
    withdrawn: own.filter(({ isWithdrawn }) => isWithdrawn).map(({ bid }) => bid.sequence),
    setAside: own.filter(({ isSetAside }) => isSetAside).map(({ bid }) => bid.sequence),
    voidedThrough: row.voided_through,
    eligibility: {
      participantStatus: row.status,
      limit: bidLimit({ limit: ownLimit, allotment: toMinor(row.allotment_minor) }),
      qualified: row.is_qualified ?? false,
      suspended: row.is_suspended,
      expelled: row.is_expelled ?? false,
      lapsesAt: row.lapses_at === null ? null : decodeInstant(row.lapses_at),
      hasConflictOfInterest: row.is_affiliated_with_seller ?? false,
    },
  };
}
