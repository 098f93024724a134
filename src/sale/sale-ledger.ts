import { ActorKind, type Actor } from "../platform/access/viewer";
import type { Transaction } from "../platform/database/transactions";
import type { Id } from "../platform/ids";
import { hidden, type JournalData } from "../platform/journal/hidden";
import { formatAmount } from "../platform/money";
import { Ownership } from "../portfolio";
import { endsCommitment, isDead, nextStatus, SaleStatus, type Sale, type SaleMove } from "./domain/sale";
import type { SalePorts } from "./ports";
import { findSale, insertSale, lockSale, setStatus } from "./sale.store";

/** What happened to a sale, for its journal; hide in `data` what the buying firm may not read. */
export interface SaleEntry {
  /** In the past tense: "SaleAuthorized". */
  readonly type: string;
  readonly actor: Actor;
  readonly data: JournalData;
}

/** Writes what becomes of sales: rows, entries, and the portfolio's move; for this stage and those behind it. */
export class SaleLedger {
  constructor(
    private readonly ports: Pick<SalePorts, "journal" | "portfolios" | "titles"> & {
      readonly allotments: Pick<SalePorts["allotments"], "lock" | "release">;
    },
  ) {}

  /** Locks a sale that may be ended: its auction, whose allotments that changes, comes first. */
  async lockToEnd(tx: Transaction, id: Id): Promise<Sale> {
    const sale = await findSale(tx.manager, id);
    if (!sale) throw new Error("A sale that was just seen is missing");
    await this.ports.allotments.lock(tx, sale.auctionId);
    return lockSale(tx, id);
  }

  async begin(tx: Transaction, sale: Sale, actor: Actor): Promise<void> {
    await insertSale(tx, sale);
    const { currency, priceMinor, faceMinor } = sale;
    const data: JournalData = {
      auctionId: sale.auctionId,
      portfolioId: sale.portfolioId,
      rank: hidden(sale.rank, sale.sellerId),
      toCover: sale.toCover,
      currency,
      price: formatAmount(priceMinor, currency),
      faceValue: formatAmount(faceMinor, currency),
      rationale: hidden(sale.rationale, sale.sellerId),
    };
    await this.append(tx, sale, null, { type: "SaleMade", actor, data });
    await this.moveTitle(tx, sale, Ownership.SALE_PENDING, actor);
  }

  /** Something happened about a locked sale that leaves its status. */
  async note(tx: Transaction, sale: Sale, entry: SaleEntry): Promise<void> {
    await this.append(tx, sale, sale.status, entry);
  }

  /** Moves a locked sale. Whether it may be moved was decided before: here it is a broken program that asks in vain. */
  async move(tx: Transaction, sale: Sale, move: SaleMove, entry: SaleEntry): Promise<Sale> {
    const status = nextStatus(sale.status, move);
    if (status === null) throw new Error(`A sale that is ${sale.status} cannot take the move ${move}`);
    const moved = { ...sale, status };
    await setStatus(tx, sale.id, status);
    await this.append(tx, moved, sale.status, entry);
    if (status === SaleStatus.AUTHORIZED) {
      await this.ports.portfolios.ensureSold(tx, sale.portfolioId, entry.actor);
    }
    if (isDead(moved)) await this.moveTitle(tx, sale, Ownership.OWNED, entry.actor);
    if (endsCommitment(status)) await this.ports.allotments.release(tx, sale);
    return moved;
  }

  private moveTitle(
    tx: Transaction,
    { id, portfolioId }: Sale,
    to: Ownership.SALE_PENDING | Ownership.OWNED,
    by: Actor,
  ): Promise<void> {
    return this.ports.titles.move(tx, { portfolioId, saleId: id, to }, by);
  }

  private async append(
    tx: Transaction,
    { id, sellerId, buyerId, status }: Sale,
    previousStatus: SaleStatus | null,
    { type, actor, data }: SaleEntry,
  ): Promise<void> {
    await this.ports.journal.append(tx, {
      stream: id,
      kind: "SALE",
      type,
      // the seller's people are known to their own side alone
      actor: actor.kind === ActorKind.SYSTEM ? actor : hidden({ id: actor.id, kind: actor.kind }, sellerId),
      data: { ...data, sellerId, buyerId, previousStatus, status },
    });
  }
}
