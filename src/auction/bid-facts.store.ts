import type { Id } from "../platform/ids";
import type { StreamHead } from "../platform/journal/chain";
import { ROLLBACK, type Statement, type StatementPipeline } from "../platform/database/pipeline";
import type { Instant } from "../platform/time";
import type { DecidedBid } from "./bid-answer";
import type { BidCommand } from "./bid-command";
import { IS_WITHDRAWN } from "./bid.rows";
import { knownKey, type BatchFacts, type FirmFacts } from "./decide-batch";
import {
  bidLimit,
  decodeInstant,
  decodeState,
  decodeTerms,
  type Eligibility,
  type StateJson,
  type TermsJson,
} from "./domain";

const BEGIN: Statement = { text: "BEGIN ISOLATION LEVEL READ COMMITTED" };

/**
 * Two network flushes a batch: BEGIN, lock and facts; write and COMMIT. The facts are read by a statement of their own
 * behind the lock, so that they, and the clock, are of a moment at which nobody else decides.
 */
export async function readBatchFacts(
  pipeline: StatementPipeline,
  auctionId: Id,
  commands: readonly BidCommand[],
): Promise<BatchFacts | null> {
  const keys = JSON.stringify(
    commands.map(({ buyerId, keyHash, content }) => ({
      buyer_id: buyerId,
      withdraws: content.kind === "WITHDRAWAL",
      key_hash: `\\x${keyHash.toString("hex")}`,
    })),
  );
  const [, locked, read] = await pipeline.send([
    BEGIN,
    { name: "lock-auction", text: LOCK, values: [auctionId] },
    { name: "read-bid-facts", text: FACTS, values: [auctionId, keys] },
  ]);
  const head = locked?.rows[0] as HeadRow | undefined;
  const facts = read?.rows[0] as FactsRow | undefined;
  if (!head || !facts) {
    await pipeline.send([ROLLBACK]);
    return null;
  }
  return toFacts(auctionId, head, facts);
}

const LOCK = "SELECT sequence, head_hash, last_at FROM journal_stream WHERE id = $1 FOR NO KEY UPDATE";

// Known keys are looked up one by one, each by the key at or behind it: in that order only their index gives rows. A plain
// join has other plans, such as reading all bids of the auction, which look cheap to a planner whose statistics lag behind.
// Firms likewise, each behind a LIMIT: joined, all firms of the seller were read for each that bids.
const FACTS = `
  WITH sent AS (SELECT buyer_id, key_hash, withdraws
    FROM json_to_recordset($2) AS s (buyer_id uuid, key_hash bytea, withdraws boolean)),
  known AS (
    SELECT b.sequence, b.id, b.buyer_id, b.paddle, encode(b.key_hash, 'hex') AS key_hash,
      encode(b.fingerprint, 'hex') AS fingerprint, b.actor_id, b.actor_kind, b.decision, b.reason,
      b.amount_minor::text AS amount_minor, b.maximum_minor::text AS maximum_minor,
      b.minimum_next_minor::text AS minimum_next_minor, b.confirmed, b.raise, b.moved, b.withdrawal, b.received_at, b.decided_at,
      ${IS_WITHDRAWN} AS is_withdrawn,
      b.sealed AND EXISTS (SELECT FROM opened_bid o
        WHERE o.auction_id = $1 AND o.sequence = b.sequence AND o.reason IS NOT NULL) AS is_set_aside
    FROM sent s, LATERAL (SELECT * FROM bid WHERE auction_id = $1 AND buyer_id = s.buyer_id AND key_hash >= s.key_hash
      ORDER BY key_hash LIMIT 1) b
    WHERE b.key_hash = s.key_hash),
  firm AS (
    SELECT p.buyer_id, p.paddle, p.status, p.limit_minor::text AS limit_minor, p.allotment_minor::text AS allotment_minor,
      p.voided_through, e.is_qualified AND a.asset_class = ANY (e.asset_classes) AS is_qualified,
      e.suspended_at IS NOT NULL AS is_suspended, e.is_expelled, e.is_affiliated_with_seller,
      least(e.lapses_at, p.licences_lapse_at) AS lapses_at,
      (SELECT max(b.sequence) FROM bid b WHERE p.buyer_id IN (SELECT buyer_id FROM known) AND b.auction_id = $1
        AND b.buyer_id = p.buyer_id AND b.decision = 'ACCEPTED' AND b.sequence > p.voided_through) AS latest_accepted,
      (SELECT CASE WHEN NOT b.withdrawal THEN b.sequence END FROM bid b
        WHERE p.buyer_id IN (SELECT buyer_id FROM sent WHERE withdraws) AND b.auction_id = $1
          AND b.buyer_id = p.buyer_id AND b.decision = 'ACCEPTED' AND b.sequence > p.voided_through
          AND b.decided_at >= coalesce((SELECT (state #>> '{phase,since}')::timestamptz FROM auction_state
            WHERE auction_id = $1), '-infinity')
        ORDER BY b.sequence DESC LIMIT 1) AS live
    FROM (SELECT seller_id, asset_class FROM auction WHERE id = $1 LIMIT 1) a
      CROSS JOIN (SELECT DISTINCT buyer_id FROM sent) s
      CROSS JOIN LATERAL (SELECT * FROM participant WHERE auction_id = $1 AND buyer_id = s.buyer_id LIMIT 1) p
      LEFT JOIN LATERAL (SELECT * FROM buyer_eligibility
        WHERE seller_id = a.seller_id AND buyer_id = p.buyer_id LIMIT 1) e ON true)
  SELECT clock_timestamp() AS clock, a.seller_id, a.terms, c.state,
    (SELECT json_agg(firm) FROM firm) AS firms, (SELECT json_agg(known) FROM known) AS known
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
  known: KnownRow[] | null;
}

interface FirmRow {
  buyer_id: Id;
  paddle: string;
  status: Eligibility["participantStatus"];
  limit_minor: string | null;
  allotment_minor: string | null;
  voided_through: number;
  latest_accepted: number | null;
  live: number | null;
  is_qualified: boolean | null;
  is_suspended: boolean;
  is_expelled: boolean | null;
  is_affiliated_with_seller: boolean | null;
  lapses_at: string | null;
}

interface KnownRow {
  sequence: number;
  id: Id;
  buyer_id: Id;
  paddle: string;
  key_hash: string;
  fingerprint: string;
  actor_id: Id;
  actor_kind: DecidedBid["actorKind"];
  decision: DecidedBid["decision"];
  reason: DecidedBid["reason"];
  amount_minor: string | null;
  maximum_minor: string | null;
  minimum_next_minor: string | null;
  confirmed: boolean;
  raise: boolean;
  moved: boolean;
  withdrawal: boolean;
  is_withdrawn: boolean;
  is_set_aside: boolean;
  received_at: string;
  decided_at: string;
}

function toFacts(auctionId: Id, head: HeadRow, facts: FactsRow): BatchFacts {
  const known = facts.known ?? [];
  const bids = known.map((row) => toDecidedBid(auctionId, row));
  return {
    auctionId,
    sellerId: facts.seller_id,
    head: { sequence: head.sequence, hash: head.head_hash, lastAt: head.last_at } satisfies StreamHead,
    state: decodeState(decodeTerms(facts.terms), facts.state),
    clock: facts.clock,
    firms: new Map((facts.firms ?? []).map((row) => [row.buyer_id, toFirm(row, known)])),
    known: new Map(bids.map((bid) => [knownKey(bid), bid])),
  };
}

/** Whatever the buyers' stage does not know of a firm counts as a no. */
function toFirm(row: FirmRow, known: readonly KnownRow[]): FirmFacts {
  const own = known.filter(({ buyer_id }) => buyer_id === row.buyer_id);
  const ownLimit = toMinor(row.limit_minor);
  return {
    paddle: row.paddle,
    ownLimit,
    latestAccepted: row.latest_accepted,
    live: row.live,
    withdrawn: own.filter(({ is_withdrawn }) => is_withdrawn).map(({ sequence }) => sequence),
    setAside: own.filter(({ is_set_aside }) => is_set_aside).map(({ sequence }) => sequence),
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

function toDecidedBid(auctionId: Id, row: KnownRow): DecidedBid {
  return {
    auctionId,
    sequence: row.sequence,
    id: row.id,
    buyerId: row.buyer_id,
    paddle: row.paddle,
    keyHash: Buffer.from(row.key_hash, "hex"),
    fingerprint: Buffer.from(row.fingerprint, "hex"),
    actorId: row.actor_id,
    actorKind: row.actor_kind,
    decision: row.decision,
    reason: row.reason,
    amount: toMinor(row.amount_minor),
    maximum: toMinor(row.maximum_minor),
    minimumNextBid: toMinor(row.minimum_next_minor),
    confirmed: row.confirmed,
    raise: row.raise,
    moved: row.moved,
    withdrawal: row.withdrawal,
    receivedAt: decodeInstant(row.received_at),
    decidedAt: decodeInstant(row.decided_at),
  };
}

function toMinor(text: string | null): bigint | null {
  return text === null ? null : BigInt(text);
}
