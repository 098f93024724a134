import type { Transaction } from "../platform/database/transactions";
import type { Actor } from "../platform/access/viewer";
import type { Id } from "../platform/ids";
import type { Instant } from "../platform/time";
import type { Admission } from "./domain";

/** What an auction pins of its portfolio. */
export interface PortfolioOnOffer {
  readonly id: Id;
  readonly sellerId: Id;
  readonly status: string;
  readonly currency: string;
  readonly assetClass: string;
  /** Minor units, of the eligible accounts. */
  readonly faceValue: bigint;
  /** Where the eligible accounts are, ISO 3166-2. */
  readonly jurisdictions: readonly string[];
}

export interface ApprovedFloor {
  readonly id: Id;
  readonly amount: bigint;
  /** The end of its validity; null: without one. */
  readonly validUntil: Instant | null;
}

/** The portfolio's way, moved in the auction's transaction. */
export interface Portfolios {
  /** Locks it; null when there is none of this seller's. */
  lockOnOffer(tx: Transaction, sellerId: Id, portfolioId: Id): Promise<PortfolioOnOffer | null>;
  listed(tx: Transaction, portfolioId: Id, by: Actor): Promise<void>;
  inAuction(tx: Transaction, portfolioId: Id, by: Actor): Promise<void>;
  /** Back to APPROVED with one more attempt: unsold, not awarded, cancelled, or a sale that came to nothing. */
  returnedToMarket(tx: Transaction, portfolioId: Id, by: Actor): Promise<void>;
}

export interface Floors {
  approvedFloor(tx: Transaction, portfolioId: Id): Promise<ApprovedFloor | null>;
}

export interface Buyers {
  /**
   * Locks a firm that has applied to this seller, so that its suspension comes before or after, never in between; any
   * other firm is NOT_FOUND.
   */
  lockFirm(tx: Transaction, sellerId: Id, buyerId: Id): Promise<void>;
  /** What the firm is for this portfolio; `others` are the firms that take part already. */
  admission(
    tx: Transaction,
    firm: {
      readonly sellerId: Id;
      readonly buyerId: Id;
      readonly assetClass: string;
      readonly jurisdictions: readonly string[];
      readonly others: readonly Id[];
    },
  ): Promise<Admission>;
}
