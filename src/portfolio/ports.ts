import type { DataSource } from "typeorm";
import type { Actor } from "../platform/access/viewer";
import type { Transaction, Transactions } from "../platform/database/transactions";
import type { Identifiers } from "../platform/identifiers";
import type { Id } from "../platform/ids";
import type { Journal } from "../platform/journal/journal";
import type { Randomness } from "../platform/randomness";
import type { Refusal } from "../platform/refusal";

/** What later stages do in the same transaction when something happens to a portfolio. */
export interface PortfolioReactions {
  /** A new tape replaced the accounts: what was computed from the old ones no longer holds. */
  onAccountsReplaced(tx: Transaction, portfolioId: Id, by: Actor): Promise<void>;
  /**
   * The portfolio is about to be withdrawn: ends what is still open about it, or says why that cannot be. Called before
   * the portfolio is locked, since auctions are locked before portfolios.
   */
  onWithdrawing(tx: Transaction, portfolioId: Id, by: Actor): Promise<Refusal | null>;
}

/** Which portfolios a buyer firm may see: those of auctions to which it was invited. */
export interface PortfolioVisibility {
  offeredTo(buyerId: Id): Promise<readonly Id[]>;
}

/** What the commands of this stage need. */
export interface PortfolioPorts {
  readonly database: DataSource;
  readonly transactions: Transactions;
  readonly journal: Journal;
  readonly identifiers: Identifiers;
  readonly randomness: Randomness;
  /** Wraps the portfolios' keys; it is nowhere in the database. */
  readonly masterKey: Uint8Array;
  readonly reactions: PortfolioReactions;
}
