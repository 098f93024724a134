import type { Actor } from "../platform/access/viewer";
import type { Transaction } from "../platform/database/transactions";
import type { Id } from "../platform/ids";
import { lockSale, STATUSES_UNDER_AUTHORITY } from "../sale";
import { lockLiveRequest, salesWithLiveRequests } from "./authorization.store";
import { decideInvalidation } from "./domain/decide-request";
import type { InvalidationReason } from "./domain/request";
import type { RequestRecorder } from "./request-recorder";

/** Which of a seller's authorities: of all its sales, or those to some firms, or of a portfolio. */
export interface Invalidated {
  readonly sellerId: Id;
  readonly buyerIds?: readonly Id[];
  readonly portfolioId?: Id;
}

/** Why they fall, and who brought it about. */
export interface Invalidation {
  readonly reason: InvalidationReason;
  readonly by: Actor;
}

/**
 * Ends requests and authorities when something that was signed for has changed: their sales wait to be authorized anew.
 * Runs in the transaction of the change, which holds the locks that come before a sale's.
 */
export class InvalidateAuthorizations {
  constructor(private readonly recorder: RequestRecorder) {}

  async run(tx: Transaction, which: Invalidated, invalidation: Invalidation): Promise<void> {
    for (const saleId of await salesWithLiveRequests(tx, which)) await this.ofSale(tx, saleId, invalidation);
  }

  /** One sale's; nothing when it has none that could be lost. */
  async ofSale(tx: Transaction, saleId: Id, { reason, by }: Invalidation): Promise<void> {
    const sale = await lockSale(tx, saleId);
    const request = STATUSES_UNDER_AUTHORITY.includes(sale.status) ? await lockLiveRequest(tx, saleId) : null;
    if (!request) return;
    const events = decideInvalidation(request, reason);
    await this.recorder.record(tx, sale, request, { events, actor: by });
  }
}
