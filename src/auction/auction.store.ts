import type { Transaction } from "../platform/database/transactions";
import { isId, type Id } from "../platform/ids";
import { ACCEPTED_ROWS, countingBids, type AcceptedRow } from "./accepted-rows";
import { endShown, type AuctionRow, type OpenedRow } from "./auction.rows";
import { leaveAllotments } from "./exposure/allotment.store";
import {
  allotmentsLeftBy,
  decodeState,
  decodeTerms,
  encodeState,
  encodeTerms,
  isSealed,
  longestInterruption,
  nextTurn,
  type AcceptedBid,
  type AuctionEvent,
  type AuctionState,
  type ClosingFacts,
  type Exclusion,
  type LeftOut,
  type Outage,
  type StateJson,
  type TermsJson,
} from "./domain";
import { openedBy } from "./opened-rows";
import { setParticipant } from "./participants/participant.store";
import { formatInstant, seconds, type Instant } from "../platform/time";

/** Reads an auction whose stream the caller has locked. */
export async function readAuction(
  tx: Transaction,
  auctionId: Id,
): Promise<{ auction: AuctionRow; state: AuctionState } | null> {
  const [row] = await tx.query<{
    seller_id: Id;
    portfolio_id: Id;
    asset_class: string;
    jurisdictions: string[];
    terms: TermsJson;
    state: StateJson;
  }>(
    `SELECT a.seller_id, a.portfolio_id, a.asset_class, a.jurisdictions, a.terms, c.state
     FROM auction a JOIN auction_state c ON c.auction_id = a.id WHERE a.id = $1`,
    [auctionId],
  );
  if (!row) return null;
  const { jurisdictions, seller_id: sellerId, portfolio_id: portfolioId, asset_class: assetClass } = row;
  return {
    auction: { id: auctionId, sellerId, portfolioId, assetClass, jurisdictions },
    state: decodeState(decodeTerms(row.terms), row.state),
  };
}

/** The seller's auction of a portfolio that has not opened yet; null when it has none. */
export async function findScheduled(tx: Transaction, sellerId: Id, portfolioId: Id): Promise<Id | null> {
  if (!isId(portfolioId)) return null;
  const [row] = await tx.query<{ id: Id }>(
    `SELECT a.id FROM auction a JOIN auction_state c ON c.auction_id = a.id
     WHERE a.portfolio_id = $1 AND a.seller_id = $2 AND c.status = 'SCHEDULED'`,
    [portfolioId, sellerId],
  );
  return row?.id ?? null;
}

export async function insertAuction(
  tx: Transaction,
  auction: AuctionRow,
  state: AuctionState,
): Promise<void> {
  await tx.query(
    `INSERT INTO auction (id, seller_id, portfolio_id, asset_class, jurisdictions, format, terms, scheduled_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      auction.id,
      auction.sellerId,
      auction.portfolioId,
      auction.assetClass,
      auction.jurisdictions,
      state.terms.format,
      JSON.stringify(encodeTerms(state.terms)),
      formatInstant(state.lastAt),
    ],
  );
  await tx.query(
    `INSERT INTO auction_state (auction_id, portfolio_id, status, opens_at, closes_at, turns_at, is_sealed, state)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [auction.id, auction.portfolioId, ...stateColumns(state)],
  );
}

/** Writes the state; rescheduling is the only thing that changes the pinned terms. */
export async function saveState(tx: Transaction, auctionId: Id, state: AuctionState): Promise<void> {
  await tx.query(
    `UPDATE auction_state SET status = $2, opens_at = $3, closes_at = $4, turns_at = $5, is_sealed = $6, state = $7
     WHERE auction_id = $1`,
    [auctionId, ...stateColumns(state)],
  );
  await tx.query("UPDATE auction SET terms = $2 WHERE id = $1 AND terms <> $2", [
    auctionId,
    JSON.stringify(encodeTerms(state.terms)),
  ]);
}

function stateColumns(state: AuctionState): readonly (string | boolean | null)[] {
  const [closesAt, turnsAt] = [endShown(state), nextTurn(state)];
  return [
    state.status,
    formatInstant(state.opensAt),
    closesAt === null ? null : formatInstant(closesAt),
    turnsAt === null ? null : formatInstant(turnsAt),
    isSealed(state),
    JSON.stringify(encodeState(state)),
  ];
}

/** Keeps the rows beside the auction's own, its participants' and its opened bids', as their events make them. */
export async function project(
  tx: Transaction,
  auctionId: Id,
  event: AuctionEvent,
  sequence: number,
): Promise<void> {
  const left = allotmentsLeftBy(event);
  if (left !== "all") await leaveAllotments(tx, auctionId, left);
  switch (event.type) {
    case "NdaSigned":
      return setParticipant(tx, auctionId, event.buyerId, "status = 'NDA_SIGNED', nda_signed_at = $3", [
        formatInstant(event.signedAt),
      ]);
    case "BuyerAdmitted":
      return setParticipant(
        tx,
        auctionId,
        event.buyerId,
        "status = 'ADMITTED', nda_signed_at = $3, limit_minor = $4, allotment_minor = $5",
        [
          formatInstant(event.ndaSignedAt),
          event.limit?.toString() ?? null,
          event.allotment?.toString() ?? null,
        ],
      );
    case "LimitSet":
      return setParticipant(tx, auctionId, event.buyerId, "limit_minor = $3", [
        event.limit?.toString() ?? null,
      ]);
    case "AllotmentChanged":
      return setParticipant(tx, auctionId, event.buyerId, "allotment_minor = $3", [
        event.allotment.toString(),
      ]);
    case "BuyerRemoved":
      return setParticipant(
        tx,
        auctionId,
        event.buyerId,
        "status = 'REMOVED', allotment_minor = allotment_minor * 0",
        [],
      );
    case "BidSetAside":
    case "RoundOpened":
    case "BidsOpened":
      return insertOpened(tx, auctionId, openedBy(event));
    case "ShortlistMade":
      return leaveOut(tx, auctionId, event.leftOut);
    case "BidsVoided":
      return setParticipant(tx, auctionId, event.buyerId, "voided_through = $3", [sequence]);
    default:
      return;
  }
}

/** Why a firm is not on the short list is not in the state: no bid is decided by it. */
async function leaveOut(tx: Transaction, auctionId: Id, leftOut: readonly LeftOut[]): Promise<void> {
  for (const { buyerId, reason } of leftOut)
    if (reason !== null) await setParticipant(tx, auctionId, buyerId, "left_out_reason = $3", [reason]);
}

async function insertOpened(tx: Transaction, auctionId: Id, bids: readonly OpenedRow[]): Promise<void> {
  const rows = bids.map((bid) => ({ ...bid, amount: bid.amount?.toString() ?? null }));
  await tx.query(
    `INSERT INTO opened_bid (auction_id, sequence, amount_minor, rank, reason, phase)
     SELECT $1, b.sequence, b.amount, b.rank, b.reason, b.phase
     FROM json_to_recordset($2) AS b (sequence integer, amount bigint, rank integer, reason text, phase text)`,
    [auctionId, JSON.stringify(rows)],
  );
}

/**
 * Every accepted bid that was neither voided nor withdrawn, in order; sealed ones that count with what they came to. Read
 * under the auction's lock.
 */
export async function acceptedBids(tx: Transaction, auctionId: Id): Promise<readonly AcceptedBid[]> {
  const firms = await tx.query<{ buyerId: Id; voidedThrough: number }>(
    `SELECT buyer_id AS "buyerId", voided_through AS "voidedThrough" FROM participant WHERE auction_id = $1`,
    [auctionId],
  );
  const opened = await tx.query<{ sequence: number; amount: bigint | null }>(
    "SELECT sequence, amount_minor AS amount FROM opened_bid WHERE auction_id = $1 AND reason IS NULL",
    [auctionId],
  );
  const rows = await tx.query<AcceptedRow>(`${ACCEPTED_ROWS} ORDER BY sequence`, [auctionId]);
  const voidedThrough = new Map(firms.map((firm) => [firm.buyerId, firm.voidedThrough]));
  const amounts = new Map(opened.map(({ sequence, amount }) => [sequence, amount]));
  const ofFirms = rows.filter(({ buyerId }) => voidedThrough.has(buyerId));
  return countingBids(ofFirms, voidedThrough).map((bid) => ({
    ...bid,
    amount: bid.amount ?? amounts.get(bid.sequence) ?? null,
  }));
}

/** What only the world knows when an auction closes as of `closedAt`; read under its lock. */
export async function readClosingFacts(
  tx: Transaction,
  auction: AuctionRow,
  { state, closedAt }: { readonly state: AuctionState; readonly closedAt: Instant },
): Promise<ClosingFacts> {
  const exclusions = await tx.query<Exclusion>(
    `SELECT p.buyer_id AS "buyerId", p.paddle,
       CASE WHEN e.is_expelled THEN 'EXPELLED' ELSE 'SUSPENDED' END AS reason,
       least(e.suspended_at, e.expelled_at) AS since
     FROM participant p JOIN buyer_eligibility e ON e.seller_id = $2 AND e.buyer_id = p.buyer_id
     WHERE p.auction_id = $1 AND p.status = 'ADMITTED' AND (e.is_expelled OR e.suspended_at IS NOT NULL)
     ORDER BY since, p.paddle`,
    [auction.id, auction.sellerId],
  );
  return {
    interruptionSeconds: longestInterruption(state, closedAt, await outages(tx, closedAt)),
    exclusions,
    bids: exclusions.length > 0 || isSealed(state) ? await acceptedBids(tx, auction.id) : [],
  };
}

/** Two heartbeats of any node further apart than this: in between, no node could take a bid. */
const SILENCE = seconds(5);

async function outages(tx: Transaction, closedAt: Instant): Promise<readonly Outage[]> {
  const rows = await tx.query<{ from: Instant; until: Instant | null }>(
    `SELECT at AS "from", next AS until FROM (
       SELECT at, lead(at) OVER (ORDER BY at) AS next FROM intake_heartbeat
       WHERE at >= $1::timestamptz - interval '1 day') beat
     WHERE next - at > $2 * interval '1 microsecond' OR next IS NULL`,
    [formatInstant(closedAt), SILENCE.toString()],
  );
  // The last beat may simply be the present one: it is a silence only as far as it lasts.
  return rows.filter(({ from, until }) => until !== null || closedAt - from > SILENCE);
}
