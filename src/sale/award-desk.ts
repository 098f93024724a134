import { lockFirms } from "../buyers";
import { otherFirms, type LockedAuction } from "../auction";
import type { Viewer } from "../platform/access/viewer";
import type { Transaction } from "../platform/database/transactions";
import { notFound, retryLater } from "../platform/errors";
import { isId, type Id } from "../platform/ids";
import { refuseState, type Refusal } from "../platform/refusal";
import type { RankedFirm } from "./domain/choose-buyer";
import { isDead, type Sale } from "./domain/sale";
import type { SalePorts } from "./ports";
import { rankedFirms } from "./read-buyers";
import { lockSalesOf } from "./sale.store";

/** An auction on which its seller decides, with everything that the decision depends on, locked. */
export interface AuctionOnDesk {
  readonly locked: LockedAuction;
  /** The sales that it was awarded to, the first made first. */
  readonly sales: readonly Sale[];
}

/** Locks what an award is decided on: firms, then the auction, then its sales. */
export class AwardDesk {
  constructor(private readonly ports: Pick<SalePorts, "auctions">) {}

  /** An auction of the viewer's organization; else NOT_FOUND. */
  async open(tx: Transaction, viewer: Viewer, auctionId: Id): Promise<AuctionOnDesk> {
    const locked = await this.ports.auctions.lockOwn(tx, viewer, auctionId);
    return { locked, sales: await lockSalesOf(tx, auctionId) };
  }

  /** The same with its result, whose firms cannot be suspended or expelled meanwhile. */
  async openWithFirms(
    tx: Transaction,
    viewer: Viewer,
    auctionId: Id,
  ): Promise<AuctionOnDesk & { readonly firms: readonly RankedFirm[] }> {
    if (!isId(auctionId)) throw notFound();
    const known = await otherFirms(tx, auctionId, viewer.organization.id);
    await lockFirms(tx, ...known);
    const desk = await this.open(tx, viewer, auctionId);
    const firms = await rankedFirms(tx, desk.locked);
    // Somebody was admitted and bid between the two locks, so the auction is only just over.
    if (firms.some(({ buyerId }) => !known.includes(buyerId))) throw retryLater();
    return { ...desk, firms };
  }
}

/** One auction has one sale at a time: what stands must come to nothing before anything else is made of the result. */
export function refuseLiveSale(sales: readonly Sale[]): Refusal | null {
  const live = sales.find((sale) => !isDead(sale));
  return live ? refuseState("auction's last sale", "REJECTED, FELL_THROUGH or RESCINDED", live.status) : null;
}
