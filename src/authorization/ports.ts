import type { DataSource } from "typeorm";
import type { Transactions } from "../platform/database/transactions";
import type { Identifiers } from "../platform/identifiers";
import type { Journal } from "../platform/journal/journal";
import type { SaleStage } from "../sale";

/** What the commands of this stage need. */
export interface AuthorizationPorts {
  readonly database: DataSource;
  readonly transactions: Transactions;
  readonly journal: Journal;
  readonly identifiers: Identifiers;
  readonly sales: Pick<SaleStage, "ledger" | "reader">;
}
