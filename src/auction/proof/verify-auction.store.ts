import type { DataSource, EntityManager } from "typeorm";
import type { Id } from "../../platform/ids";
import type { Instant } from "../../platform/time";
import { ACCEPTED_ROWS, countingBids, type AcceptedRow } from "../accepted-rows";
import type { OpenedRow } from "../auction.rows";
import { SALTED_COLUMNS, type SaltedBid } from "../bidding/bid-secrets";
import type { AcceptedBid, ParticipantStatus, StateJson, TermsJson } from "../domain";

/** An auction's rows but for its bids. */
export interface KeptAuction {
  readonly sellerId: Id;
  readonly format: string;
  readonly terms: TermsJson;
  readonly scheduledAt: Instant;
  readonly status: string;
  readonly opensAt: Instant;
  readonly closesAt: Instant | null;
  readonly isSealed: boolean;
  readonly state: StateJson;
  readonly portfolioId: Id;
  /** The portfolio that it keeps from being auctioned twice at a time. */
  readonly reservedPortfolioId: Id;
}

export interface KeptParticipant {
  readonly buyerId: Id;
  readonly paddle: string;
  readonly status: ParticipantStatus;
  readonly limit: bigint | null;
  readonly ndaSignedAt: Instant | null;
  readonly allotment: bigint | null;
  readonly voidedThrough: number;
  readonly leftOutReason: string | null;
}

/** The rows that an auction's entries must lead to, read as of the same moment as the entries. */
export class AuctionRecords {
  constructor(
    private readonly manager: EntityManager,
    private readonly auctionId: Id,
  ) {}

  async auction(): Promise<KeptAuction | null> {
    const rows: KeptAuction[] = await this.manager.query(
      `SELECT a.seller_id AS "sellerId", a.format, a.terms, a.scheduled_at AS "scheduledAt", c.status,
         c.opens_at AS "opensAt", c.closes_at AS "closesAt", c.is_sealed AS "isSealed", c.state,
         a.portfolio_id AS "portfolioId", c.portfolio_id AS "reservedPortfolioId"
       FROM auction a JOIN auction_state c ON c.auction_id = a.id WHERE a.id = $1`,
      [this.auctionId],
    );
    return rows[0] ?? null;
  }

  async participants(): Promise<readonly KeptParticipant[]> {
    const rows: KeptParticipant[] = await this.manager.query(
      `SELECT buyer_id AS "buyerId", paddle, status, limit_minor AS "limit", nda_signed_at AS "ndaSignedAt",
         allotment_minor AS "allotment", voided_through AS "voidedThrough",
         left_out_reason AS "leftOutReason"
       FROM participant WHERE auction_id = $1 ORDER BY paddle`,
      [this.auctionId],
    );
    return rows;
  }

  /** What the opening found, by the bids' places. */
  async opened(): Promise<readonly OpenedRow[]> {
    const rows: OpenedRow[] = await this.manager.query(
      `SELECT sequence, amount_minor AS amount, rank, reason, phase FROM opened_bid WHERE auction_id = $1 ORDER BY sequence`,
      [this.auctionId],
    );
    return rows;
  }

  /** The bids from one place of the journal to another, by their places. */
  async bids(first: number, last: number): Promise<ReadonlyMap<number, SaltedBid>> {
    const rows: SaltedBid[] = await this.manager.query(
      `SELECT ${SALTED_COLUMNS} FROM bid b WHERE b.auction_id = $1 AND b.sequence BETWEEN $2 AND $3`,
      [this.auctionId, first, last],
    );
    return new Map(rows.map((bid) => [bid.sequence, bid]));
  }

  /** Every accepted bid before a place of the journal but those that were voided or withdrawn before it, in order. */
  async acceptedBids(
    before: number,
    voidedThrough: ReadonlyMap<Id, number>,
  ): Promise<readonly AcceptedBid[]> {
    const rows: AcceptedRow[] = await this.manager.query(
      `${ACCEPTED_ROWS} AND sequence < $2 ORDER BY sequence`,
      [this.auctionId, before],
    );
    return countingBids(rows, voidedThrough);
  }

  /** The first bid behind the journal's last entry. */
  async bidBehind(last: number): Promise<number | null> {
    return this.firstOf("SELECT sequence FROM bid WHERE auction_id = $1 AND sequence > $2", [last]);
  }

  /** The first bid with a key that its firm has used before. */
  async keyTwice(): Promise<number | null> {
    return this.firstOf(
      `SELECT sequence FROM (
         SELECT sequence, row_number() OVER (PARTITION BY buyer_id, key_hash ORDER BY sequence) AS use
         FROM bid WHERE auction_id = $1) AS used WHERE use > 1`,
      [],
    );
  }

  private async firstOf(places: string, values: readonly unknown[]): Promise<number | null> {
    const rows: { sequence: number | null }[] = await this.manager.query(
      `SELECT min(sequence) AS sequence FROM (${places}) AS place`,
      [this.auctionId, ...values],
    );
    return rows[0]?.sequence ?? null;
  }
}

/** A bid of an auction that has no journal, or whose identifier another bid has: what no single auction shows. */
export async function findStrayBid(database: DataSource): Promise<StrayBid | null> {
  const rows = await database.query<StrayBid[]>(
    `SELECT * FROM (
       SELECT auction_id AS stream, min(sequence) AS sequence, 'Its auction has no journal.' AS problem FROM bid
       WHERE NOT EXISTS (SELECT FROM journal_stream s WHERE s.id = bid.auction_id AND s.kind = 'AUCTION')
       GROUP BY auction_id
       UNION ALL
       SELECT auction_id, sequence, 'Another bid has its identifier.' FROM (
         SELECT auction_id, sequence, row_number() OVER (PARTITION BY id ORDER BY auction_id, sequence) AS use
         FROM bid) AS used WHERE use > 1) AS stray
     ORDER BY stream, sequence LIMIT 1`,
  );
  return rows[0] ?? null;
}

interface StrayBid {
  readonly stream: Id;
  readonly sequence: number;
  readonly problem: string;
}
