import type { Transaction } from "../../platform/database/transactions";
import { isRefusal, type OrRefusal } from "../../platform/refusal";
import { formatAmount } from "../../platform/money";
import { TapeImportStatus } from "../domain/tape-import";
import type { TapeCounts } from "../domain/tape-totals";
import { startedByOf } from "./end-tape-import";
import { movePortfolio } from "../move-portfolio";
import type { PortfolioEntity } from "../portfolio.entity";
import { changePortfolio, lockPortfolio } from "../portfolio.store";
import type { PortfolioPorts } from "../ports";
import { deleteScreening } from "../screening/screening.store";
import type { TapeImportEntity } from "./tape-import.entity";
import { changeTapeImport, countColumns } from "./tape-import.store";

/** The tape's accounts are the portfolio's from this transaction on; what was found out about those before them falls. */
export class AcceptTape {
  constructor(private readonly ports: PortfolioPorts) {}

  async run(
    tx: Transaction,
    tapeImport: TapeImportEntity,
    { counts, sha256 }: { readonly counts: TapeCounts; readonly sha256: string },
  ): Promise<OrRefusal<PortfolioEntity>> {
    const by = startedByOf(tapeImport);
    const found = await lockPortfolio(tx, tapeImport.portfolioId);
    if (!found) throw new Error("A portfolio is never deleted");
    const moved = await movePortfolio(tx, found, "IMPORT", by);
    if (isRefusal(moved)) return moved;
    const { rowsRead, rowsRejected, faceValue, bookValue } = counts;
    const portfolio = await changePortfolio(tx, moved, {
      accountCount: rowsRead - rowsRejected,
      faceValue,
      bookValue,
      personalDataErasedAt: null,
    });
    await deleteScreening(tx, portfolio.id);
    await changeTapeImport(tx.manager, tapeImport.id, {
      status: TapeImportStatus.ACCEPTED,
      ...countColumns(counts),
    });
    await this.ports.reactions.onAccountsReplaced(tx, portfolio.id, by);
    await this.ports.journal.append(tx, {
      stream: portfolio.id,
      kind: "PORTFOLIO",
      type: "TapeImported",
      actor: by,
      data: {
        tapeImportId: tapeImport.id,
        rowsAccepted: rowsRead - rowsRejected,
        rowsRejected,
        faceValue: formatAmount(faceValue, portfolio.currency),
        currency: portfolio.currency,
        sha256,
      },
    });
    return portfolio;
  }
}
