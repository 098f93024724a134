import type { Actor } from "../platform/access/viewer";
import type { Transaction, Transactions } from "../platform/database/transactions";
import type { Identifiers } from "../platform/identifiers";
import type { Id } from "../platform/ids";
import type { Journal } from "../platform/journal/journal";
import type { Money } from "../platform/money";
import type { Refusal } from "../platform/refusal";
import type { Relation } from "./qualification.store";

/** A firm that may not go on bidding for a seller; `reason` is all that others learn of why. */
export interface Barred extends Relation {
  readonly reason: "SUSPENDED" | "EXPELLED";
  readonly by: Actor;
}

export interface AffiliatedFirms {
  readonly sellerId: Id;
  readonly buyerIds: readonly Id[];
}

/** What a firm may be committed to with a seller from now on, in the limit's currency. */
export interface ExposureLimit extends Relation {
  readonly limit: Money;
}

/**
 * What later stages do in the same transaction when a firm's standing changes. The firm's lock is held; what is called
 * may lock auctions by id, then sales. The seller's entry about the firm comes after theirs.
 */
export interface BuyerReactions {
  onBarred(tx: Transaction, barred: Barred): Promise<void>;
  /** The licences that count are others now. */
  onLicencesChanged(tx: Transaction, relation: Relation): Promise<void>;
  /** The limit is kept already; a Refusal undoes that. */
  onExposureLimitSet(tx: Transaction, limit: ExposureLimit): Promise<Refusal | null>;
  /** What the firm is qualified for is not what it was. */
  onTermsChanged(tx: Transaction, relation: Relation): Promise<void>;
  /** These firms were found to belong together, or with the seller. */
  onAffiliated(tx: Transaction, group: AffiliatedFirms): Promise<void>;
}

export interface BuyerPorts {
  readonly transactions: Transactions;
  readonly journal: Journal;
  readonly identifiers: Identifiers;
  readonly reactions: BuyerReactions;
}
