import type { Transactions } from "../platform/database/transactions";
import type { Identifiers } from "../platform/identifiers";
import type { Journal } from "../platform/journal/journal";

/** What the commands of this stage need. */
export interface FloorPorts {
  readonly transactions: Transactions;
  readonly journal: Journal;
  readonly identifiers: Identifiers;
}
