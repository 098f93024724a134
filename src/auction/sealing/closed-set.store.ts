import type { DataSource } from "typeorm";
import type { Transaction } from "../../platform/database/transactions";
import type { Id } from "../../platform/ids";
import { formatInstant, seconds, type Instant } from "../../platform/time";
import {
  decodeState,
  decodeTerms,
  type AuctionState,
  type BelowIndicationReason,
  type StateJson,
  type TermsJson,
} from "../domain";
import type { ClosedBid, ClosedSet, SealedReveal } from "./closed-bid";

type Reader = Pick<Transaction, "query">;

/** Where closed sets are read, shares and reveals kept; a port, so that a simulation can put another in. */
export interface ClosedSetStore {
  /** The auctions that wait for shares, the longest waiting first. */
  awaiting(most: number): Promise<readonly Id[]>;
  /** What a sealed auction has to open, as it is committed; null unless it waits for shares. */
  find(auctionId: Id): Promise<ClosedSet | null>;
  /** The same in a transaction that holds the auction's lock. */
  read(tx: Transaction, auctionId: Id): Promise<ClosedSet | null>;
  /** The boxes, by their hashes, that the set had when its round was closed and has no more: their bids were voided since. */
  boxesGone(tx: Transaction, auctionId: Id): Promise<ReadonlySet<string>>;
  /** What somebody brought of a custodian's before, by the hash of its box. */
  sharesBroughtBy(
    tx: Transaction,
    brought: Pick<FoundShares, "auctionId" | "custodianId" | "submittedBy">,
  ): Promise<ReadonlyMap<string, Uint8Array | null>>;
  /**
   * A custodian is heard once; what it sent before stands, but that it found no share, which a share shows to be wrong.
   * Answers whether anything of it is new.
   */
  insertShares(tx: Transaction, found: FoundShares): Promise<boolean>;
  insertReveal(tx: Transaction, bid: ClosedBid, reveal: KeptReveal): Promise<void>;
  /** Of bids that were opened by reveals: what anyone who may read the amount can check it by. */
  insertRevealedKeys(tx: Transaction, auctionId: Id, keys: readonly RevealedKey[]): Promise<void>;
}

export interface RevealedKey {
  readonly sequence: number;
  readonly key: Uint8Array;
}

/** A reveal, and by whom and when it came. */
export interface KeptReveal extends SealedReveal {
  readonly revealedBy: Id;
  readonly revealedAt: Instant;
}

export function closedSetStore(database: DataSource): ClosedSetStore {
  const reader: Reader = { query: (sql, values) => database.query(sql, [...(values ?? [])]) };
  return {
    awaiting: (most) => awaitingAuctions(database, most),
    find: (auctionId) => readClosedSet(reader, auctionId),
    read: readClosedSet,
    boxesGone,
    sharesBroughtBy,
    insertShares,
    insertReveal,
    insertRevealedKeys,
  };
}

async function awaitingAuctions(database: DataSource, most: number): Promise<readonly Id[]> {
  const rows = await database.query<{ auction_id: Id }[]>(
    `SELECT auction_id FROM auction_state WHERE status = 'AWAITING_SHARES' ORDER BY closes_at LIMIT ${most}`,
  );
  return rows.map((row) => row.auction_id);
}

/** What a sealed auction has to open; null unless it waits for shares. */
export async function readClosedSet(reader: Reader, auctionId: Id): Promise<ClosedSet | null> {
  const [auction] = await reader.query<AuctionColumns>(
    `SELECT a.seller_id, a.terms, c.state FROM auction a JOIN auction_state c ON c.auction_id = a.id
     WHERE a.id = $1 AND c.status = 'AWAITING_SHARES'`,
    [auctionId],
  );
  if (!auction) return null;
  const terms = decodeTerms(auction.terms);
  const state = decodeState(terms, auction.state);
  const { phase, closesAt } = state;
  const { sealing, currency } = terms;
  if (!sealing) throw new Error("An auction waits for shares that was not sealed");
  const rows = await reader.query<BidColumns>(CLOSED_BIDS, [auctionId, phase && formatInstant(phase.since)]);
  return {
    auctionId,
    sellerId: auction.seller_id,
    round: phase?.name === "BINDING" ? 2 : 1,
    closedAt: closesAt,
    scheduledEnd: scheduledEndOf(state),
    sealing,
    currency,
    bids: rows.map((row) => toClosedBid(auctionId, row)),
  };
}

/** The terms say when the first round ends, and how long the others last. */
function scheduledEndOf({ terms, phase, closesAt }: AuctionState): Instant {
  if (phase === null || phase.name === "INDICATION") return terms.closesAt;
  const length = phase.name === "BINDING" ? terms.bestAndFinal?.bindingSeconds : undefined;
  return length === undefined ? closesAt : phase.since + seconds(length);
}

// A firm's live bid is its latest accepted one of the round behind its last void, unless that took it back. What lies beside
// it is looked up for each, behind a LIMIT: joined, all entries and boxes of the auction may be read for each.
const CLOSED_BIDS = `
  SELECT b.sequence, b.buyer_id, b.paddle, b.key_hash, least(p.limit_minor, p.allotment_minor) AS limit_minor, x.box,
    encode(sha256(x.box), 'hex') AS box_hash, e.data #>> '{sealed,boxHash}' AS journalled_hash,
    e.data #>> '{sealed,bidKeyHash}' AS journalled_key_hash,
    e.data #>> '{sealed,belowIndicationReason}' AS below_indication_reason,
    (SELECT json_object_agg(s.custodian_id, encode(s.share, 'hex')) FROM (
      SELECT DISTINCT ON (custodian_id) custodian_id, share FROM sealed_share
      WHERE auction_id = $1 AND sequence = b.sequence ORDER BY custodian_id, share IS NULL) s) AS shares,
    r.encapsulated, r.ciphertext
  FROM participant p
  JOIN LATERAL (SELECT * FROM bid WHERE auction_id = $1 AND buyer_id = p.buyer_id AND decision = 'ACCEPTED'
    AND sequence > p.voided_through AND decided_at >= coalesce($2::timestamptz, '-infinity') ORDER BY sequence DESC LIMIT 1) b ON b.sealed
  LEFT JOIN LATERAL (SELECT box FROM sealed_box WHERE auction_id = $1 AND sequence = b.sequence LIMIT 1) x ON true
  LEFT JOIN LATERAL (SELECT data FROM journal_entry WHERE stream = $1 AND sequence = b.sequence LIMIT 1) e ON true
  LEFT JOIN LATERAL (SELECT encapsulated, ciphertext FROM sealed_reveal
    WHERE auction_id = $1 AND sequence = b.sequence LIMIT 1) r ON true
  WHERE p.auction_id = $1 ORDER BY b.sequence`;

interface AuctionColumns {
  seller_id: Id;
  terms: TermsJson;
  state: StateJson;
}

interface BidColumns {
  sequence: number;
  buyer_id: Id;
  paddle: string;
  key_hash: Buffer;
  limit_minor: bigint | null;
  box: Buffer | null;
  box_hash: string | null;
  journalled_hash: string | null;
  journalled_key_hash: string | null;
  below_indication_reason: BelowIndicationReason | null;
  shares: Record<Id, string | null> | null;
  encapsulated: Buffer | null;
  ciphertext: Buffer | null;
}

/** A box or key that is not the one of the journal was put there behind our back: then nothing is opened. */
function toClosedBid(auctionId: Id, row: BidColumns): ClosedBid {
  const { sequence, box, box_hash: boxHash, encapsulated, ciphertext } = row;
  if (!box || boxHash === null || boxHash !== row.journalled_hash)
    throw new Error(
      `The box of bid ${sequence} of auction ${auctionId} is not the one that the journal names`,
    );
  if (row.key_hash.toString("hex") !== row.journalled_key_hash)
    throw new Error(
      `The key of bid ${sequence} of auction ${auctionId} is not the one that the journal names`,
    );
  return {
    auctionId,
    sequence,
    buyerId: row.buyer_id,
    paddle: row.paddle,
    keyHash: row.key_hash,
    limit: row.limit_minor,
    belowIndicationReason: row.below_indication_reason,
    box,
    boxHash,
    shares: new Map(
      Object.entries(row.shares ?? {}).map(([id, share]) => [
        id,
        share === null ? null : Buffer.from(share, "hex"),
      ]),
    ),
    reveal: encapsulated && ciphertext ? { encapsulated, ciphertext } : null,
  };
}

// Bids are voided behind the close of a round only where the auction goes on. The one that its firm had in play then is its
// latest accepted one before the close, unless that took it back.
const BOXES_GONE = `
  SELECT encode(sha256(x.box), 'hex') AS box_hash
  FROM (SELECT max(sequence) AS sequence FROM journal_entry WHERE stream = $1 AND type = 'RoundClosed') closing
  JOIN participant p ON p.auction_id = $1 AND p.voided_through > closing.sequence
  JOIN LATERAL (SELECT sequence, sealed FROM bid WHERE auction_id = $1 AND buyer_id = p.buyer_id
    AND decision = 'ACCEPTED' AND sequence < closing.sequence ORDER BY sequence DESC LIMIT 1) b ON b.sealed
  CROSS JOIN LATERAL (SELECT box FROM sealed_box WHERE auction_id = $1 AND sequence = b.sequence LIMIT 1) x`;

async function boxesGone(tx: Transaction, auctionId: Id): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ box_hash: string }>(BOXES_GONE, [auctionId]);
  return new Set(rows.map((row) => row.box_hash));
}

/** What a custodian found in each box, by the bid's sequence. */
export interface FoundShares {
  readonly auctionId: Id;
  readonly custodianId: Id;
  readonly shares: ReadonlyMap<number, Uint8Array | null>;
  readonly submittedBy: Id;
  readonly submittedAt: Instant;
}

async function sharesBroughtBy(
  tx: Transaction,
  brought: Pick<FoundShares, "auctionId" | "custodianId" | "submittedBy">,
): Promise<ReadonlyMap<string, Uint8Array | null>> {
  const rows = await tx.query<{ box_hash: string; share: Buffer | null }>(
    `SELECT encode(sha256(x.box), 'hex') AS box_hash, s.share
     FROM sealed_share s
     CROSS JOIN LATERAL (SELECT box FROM sealed_box WHERE auction_id = $1 AND sequence = s.sequence LIMIT 1) x
     WHERE s.auction_id = $1 AND s.custodian_id = $2 AND s.submitted_by = $3 ORDER BY s.share IS NOT NULL`,
    [brought.auctionId, brought.custodianId, brought.submittedBy],
  );
  return new Map(rows.map(({ box_hash: boxHash, share }) => [boxHash, share]));
}

export async function insertShares(tx: Transaction, found: FoundShares): Promise<boolean> {
  const rows = [...found.shares].map(([sequence, share]) => ({
    sequence,
    share: share && `\\x${Buffer.from(share).toString("hex")}`,
  }));
  const inserted = await tx.query(
    `INSERT INTO sealed_share (auction_id, sequence, custodian_id, share, submitted_by, submitted_at)
     SELECT $1, s.sequence, $2, s.share, $3, $4 FROM json_to_recordset($5) AS s (sequence integer, share bytea)
     WHERE s.share IS NOT NULL OR NOT EXISTS (
       SELECT FROM sealed_share k WHERE k.auction_id = $1 AND k.sequence = s.sequence AND k.custodian_id = $2)
     ON CONFLICT DO NOTHING RETURNING sequence`,
    [
      found.auctionId,
      found.custodianId,
      found.submittedBy,
      formatInstant(found.submittedAt),
      JSON.stringify(rows),
    ],
  );
  return inserted.length > 0;
}

async function insertReveal(tx: Transaction, bid: ClosedBid, reveal: KeptReveal): Promise<void> {
  await tx.query(
    `INSERT INTO sealed_reveal (auction_id, sequence, encapsulated, ciphertext, revealed_by, revealed_at)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [
      bid.auctionId,
      bid.sequence,
      reveal.encapsulated,
      reveal.ciphertext,
      reveal.revealedBy,
      formatInstant(reveal.revealedAt),
    ],
  );
}

async function insertRevealedKeys(
  tx: Transaction,
  auctionId: Id,
  keys: readonly RevealedKey[],
): Promise<void> {
  const rows = keys.map(({ sequence, key }) => ({
    sequence,
    key: `\\x${Buffer.from(key).toString("hex")}`,
  }));
  await tx.query(
    `INSERT INTO revealed_key (auction_id, sequence, key)
     SELECT $1, k.sequence, k.key FROM json_to_recordset($2) AS k (sequence integer, key bytea)`,
    [auctionId, JSON.stringify(rows)],
  );
}
