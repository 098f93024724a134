import type { Viewer } from "../platform/access/viewer";
import type { Transaction, Transactions } from "../platform/database/transactions";
import type { Identifiers } from "../platform/identifiers";
import type { Id } from "../platform/ids";
import type { Journal } from "../platform/journal/journal";
import type { Refusal } from "../platform/refusal";

/** What a floor is of. */
export interface ValuedPortfolio {
  readonly id: Id;
  readonly sellerId: Id;
  readonly currency: string;
  readonly faceMinor: bigint;
}

/** What this stage asks of portfolio/, in its own transaction. */
export interface PortfolioPort {
  /** The portfolio of the viewer's organization, locked; else NOT_FOUND. */
  lock(tx: Transaction, viewer: Viewer, id: Id): Promise<ValuedPortfolio>;
  /** Moves a locked portfolio, or says why its state does not allow it. */
  move(
    tx: Transaction,
    viewer: Viewer,
    id: Id,
    move: "PROPOSE_FLOOR" | "APPROVE_FLOOR",
  ): Promise<Refusal | null>;
}

export interface ValuationPorts {
  readonly transactions: Transactions;
  readonly journal: Journal;
  readonly identifiers: Identifiers;
  readonly portfolios: PortfolioPort;
}
