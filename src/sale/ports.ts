import type { Actor } from "../platform/access/viewer";
import type { Transaction, Transactions } from "../platform/database/transactions";
import type { Identifiers } from "../platform/identifiers";
import type { Id } from "../platform/ids";
import type { Journal } from "../platform/journal/journal";
import type { Allotments, AuctionDesk } from "../auction";
import type { Ownership } from "../portfolio";
import type { Sale } from "./domain/sale";

/** What this stage asks of portfolio/, in its own transaction. */
export interface Portfolios {
  /** The portfolio is sold from here on; nothing when it is already, as when a sale is authorized again. */
  ensureSold(tx: Transaction, portfolioId: Id, by: Actor): Promise<void>;
}

/** The chain of title to what portfolios offer. */
export interface Titles {
  /** It is in a sale from here on, or its seller's again since that sale ended without a transfer. */
  move(
    tx: Transaction,
    step: {
      readonly portfolioId: Id;
      readonly saleId: Id;
      readonly to: Ownership.SALE_PENDING | Ownership.OWNED;
    },
    by: Actor,
  ): Promise<void>;
}

/** What later stages do in the transaction of an award, or of its end. */
export interface SaleReactions {
  /** The sale was made and is locked; what it waits for is made with it. */
  onSaleMade(tx: Transaction, sale: Sale, by: Actor): Promise<void>;
  /** A locked sale is about to end before it is paid for: what it waited for, or went on by, ends with it. */
  onSaleEnding(tx: Transaction, saleId: Id): Promise<void>;
}

/** What the commands of this stage need. */
export interface SalePorts {
  readonly transactions: Transactions;
  readonly journal: Journal;
  readonly identifiers: Identifiers;
  readonly auctions: AuctionDesk;
  /** What buyers are committed to. */
  readonly allotments: Allotments;
  readonly portfolios: Portfolios;
  readonly titles: Titles;
  readonly reactions: SaleReactions;
}
