import { byteaArray, uuidArray } from "../../platform/database/array-literals";
import type { StatementPipeline } from "../../platform/database/pipeline";
import type { Id } from "../../platform/ids";
import type { DecidedBid } from "./bid-answer";
import type { BidCommand } from "./bid-command";
import { IS_WITHDRAWN, toMinor } from "./bid.rows";
import { decodeInstant } from "../domain";

/** What a batch's firms did before in the auction, as far as its commands depend on it. */
export interface Past {
  /** Those with the keys that were sent. */
  readonly bids: readonly PastBid[];
  readonly firms: ReadonlyMap<Id, FirmPast>;
}

export interface PastBid {
  readonly bid: DecidedBid;
  /** Its firm took it back, or the opening set it aside. */
  readonly isWithdrawn: boolean;
  readonly isSetAside: boolean;
}

/** Numbers of a firm's bids; null: there is none, or none was asked for. */
export interface FirmPast {
  /** Its latest accepted bid or withdrawal that was not voided; where one of its keys is known. */
  readonly latestAccepted: number | null;
  /** The bid that it could take back; where it wants to. */
  readonly live: number | null;
}

export const NO_PAST: Past = { bids: [], firms: new Map() };

/** By itself, because hardly a batch needs it: as a part of the facts it would take a fifth of what they take, each time. */
export async function readPast(
  pipeline: StatementPipeline,
  auctionId: Id,
  commands: readonly BidCommand[],
): Promise<Past> {
  const values = [
    auctionId,
    uuidArray(commands.map(({ buyerId }) => buyerId)),
    byteaArray(commands.map(({ keyHash }) => keyHash)),
    commands.map(({ content }) => content.kind === "WITHDRAWAL"),
  ];
  const [read] = await pipeline.send([{ name: "read-past-bids", text: PAST, values }]);
  const { known, firms } = read?.rows[0] as PastRow;
  return {
    bids: (known ?? []).map((row) => ({
      bid: toDecidedBid(auctionId, row),
      isWithdrawn: row.is_withdrawn,
      isSetAside: row.is_set_aside,
    })),
    firms: new Map(
      (firms ?? []).map(({ buyer_id, latest_accepted, live }) => [
        buyer_id,
        { latestAccepted: latest_accepted, live },
      ]),
    ),
  };
}

// Keys are looked up as the facts do it (`bid-facts.store.ts`), and firms likewise.
const PAST = `
  WITH sent AS (
    SELECT * FROM unnest($2::uuid[], $3::bytea[], $4::boolean[]) AS s (buyer_id, key_hash, withdraws)),
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
    SELECT p.buyer_id,
      (SELECT max(b.sequence) FROM bid b WHERE p.buyer_id IN (SELECT buyer_id FROM known) AND b.auction_id = $1
        AND b.buyer_id = p.buyer_id AND b.decision = 'ACCEPTED' AND b.sequence > p.voided_through) AS latest_accepted,
      (SELECT CASE WHEN NOT b.withdrawal THEN b.sequence END FROM bid b
        WHERE p.buyer_id IN (SELECT buyer_id FROM sent WHERE withdraws) AND b.auction_id = $1
          AND b.buyer_id = p.buyer_id AND b.decision = 'ACCEPTED' AND b.sequence > p.voided_through
          AND b.decided_at >= coalesce((SELECT (state #>> '{phase,since}')::timestamptz FROM auction_state
            WHERE auction_id = $1), '-infinity')
        ORDER BY b.sequence DESC LIMIT 1) AS live
    FROM (SELECT DISTINCT buyer_id FROM sent) s
      CROSS JOIN LATERAL (SELECT * FROM participant WHERE auction_id = $1 AND buyer_id = s.buyer_id LIMIT 1) p)
  SELECT (SELECT json_agg(firm) FROM firm) AS firms, (SELECT json_agg(known) FROM known) AS known`;

interface PastRow {
  firms: { buyer_id: Id; latest_accepted: number | null; live: number | null }[] | null;
  known: KnownRow[] | null;
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
