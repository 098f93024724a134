import type { Transaction } from "../../platform/database/transactions";
import type { Id } from "../../platform/ids";
import { TAKES_BIDS_YET } from "../auction.rows";
import {
  commitment,
  decodeState,
  decodeTerms,
  visibleCommitment,
  type ExposurePart,
  type KeptAllotment,
  type Participant,
  type StateJson,
  type TermsJson,
} from "../domain";

/** A firm, a seller, and the currency of one of the firm's exposure limits. */
export interface Exposed {
  readonly sellerId: Id;
  readonly buyerId: Id;
  readonly currency: string;
}

/** Where allotments are read and written besides their entries; a port, so that a simulation can put another in. */
export interface AllotmentStore {
  /** Whose limit a bid in this auction falls under; null: there is no such auction. */
  exposed(tx: Transaction, firm: { readonly auctionId: Id; readonly buyerId: Id }): Promise<Exposed | null>;
  /** The firm's exposure limit, read under its lock; null: it has none in this currency. */
  limit(tx: Transaction, exposed: Exposed): Promise<bigint | null>;
  /** What the firm's auctions hold of its limit, by id; only a transaction with the firm's lock makes it more. */
  parts(tx: Transaction, exposed: Exposed): Promise<readonly ExposurePart[]>;
  /** The live auctions, by id, in which the firm bids without an allotment, because it had no limit when it was admitted. */
  undivided(tx: Transaction, exposed: Exposed): Promise<readonly Id[]>;
}

export const allotmentStore: AllotmentStore = { exposed, limit, parts, undivided };

async function exposed(
  tx: Transaction,
  { auctionId, buyerId }: { readonly auctionId: Id; readonly buyerId: Id },
): Promise<Exposed | null> {
  const [row] = await tx.query<{ sellerId: Id; currency: string }>(
    `SELECT seller_id AS "sellerId", terms ->> 'currency' AS currency FROM auction WHERE id = $1`,
    [auctionId],
  );
  return row ? { ...row, buyerId } : null;
}

async function limit(tx: Transaction, { sellerId, buyerId, currency }: Exposed): Promise<bigint | null> {
  const [row] = await tx.query<{ limit_minor: bigint }>(
    "SELECT limit_minor FROM exposure WHERE seller_id = $1 AND buyer_id = $2 AND currency = $3",
    [sellerId, buyerId, currency],
  );
  return row?.limit_minor ?? null;
}

interface PartRow extends Participant {
  auctionId: Id;
  terms: TermsJson;
  state: StateJson;
}

const OF_FIRM = `FROM participant p JOIN auction a ON a.id = p.auction_id JOIN auction_state c ON c.auction_id = a.id
  WHERE p.buyer_id = $2 AND a.seller_id = $1 AND a.terms ->> 'currency' = $3`;

async function parts(
  tx: Transaction,
  { sellerId, buyerId, currency }: Exposed,
): Promise<readonly ExposurePart[]> {
  const rows = await tx.query<PartRow>(
    `SELECT a.id AS "auctionId", p.buyer_id AS "buyerId", p.paddle, p.status, p.limit_minor AS "limit",
       p.nda_signed_at AS "ndaSignedAt", p.allotment_minor AS allotment, a.terms, c.state
     ${OF_FIRM} AND p.allotment_minor IS NOT NULL AND (p.allotment_minor > 0 OR ${TAKES_BIDS_YET})
     ORDER BY a.id`,
    [sellerId, buyerId, currency],
  );
  return rows.map(({ auctionId, terms, state, ...participant }) => {
    const auction = decodeState(decodeTerms(terms), state);
    return {
      auctionId,
      allotment: participant.allotment ?? 0n,
      committed: commitment(auction, participant),
      visible: visibleCommitment(auction, participant),
    };
  });
}

async function undivided(tx: Transaction, { sellerId, buyerId, currency }: Exposed): Promise<readonly Id[]> {
  const rows = await tx.query<{ id: Id }>(
    `SELECT a.id ${OF_FIRM} AND p.allotment_minor IS NULL AND p.status = 'ADMITTED' AND ${TAKES_BIDS_YET}
     ORDER BY a.id`,
    [sellerId, buyerId, currency],
  );
  return rows.map(({ id }) => id);
}

/** Takes back what is not kept; by firm, so that two auctions that end at once wait for each other in one order. */
export async function leaveAllotments(
  tx: Transaction,
  auctionId: Id,
  kept: readonly KeptAllotment[],
): Promise<void> {
  const left = kept.map(({ buyerId, most }) => ({ buyer_id: buyerId, most: most?.toString() ?? null }));
  await tx.query(
    `UPDATE participant p
     SET allotment_minor = CASE WHEN firm.is_kept THEN least(p.allotment_minor, firm.most) ELSE 0 END
     FROM (SELECT f.id, k.buyer_id IS NOT NULL AS is_kept, k.most FROM participant f
       LEFT JOIN json_to_recordset($2) AS k (buyer_id uuid, most bigint) ON k.buyer_id = f.buyer_id
       WHERE f.auction_id = $1 AND f.allotment_minor > 0 ORDER BY f.buyer_id) firm
     WHERE p.id = firm.id AND (NOT firm.is_kept OR p.allotment_minor > firm.most)`,
    [auctionId, JSON.stringify(left)],
  );
}
