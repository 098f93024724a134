import { lockFirms } from "../buyers";
import { personBehind } from "../platform/access/person-behind";
import type { Viewer } from "../platform/access/viewer";
import type { Transaction } from "../platform/database/transactions";
import { notFound } from "../platform/errors";
import type { Id } from "../platform/ids";
import { refuse, refuseState, type OrRefusal } from "../platform/refusal";
import { buyerObjection, findSale, lockSale, refuseBuyer, SaleStatus, type Sale } from "../sale";
import { shareAuthority } from "./authority-matrix.store";
import { lockLiveRequest } from "./authorization.store";
import type { AuthorizationRequest } from "./domain/request";
import type { AuthorizationPorts } from "./ports";
import type { SubmitRequest } from "./submit-request";

/** Asks again for the authority to make a sale, after a return, an expiry or an invalidation; old signatures don't count. */
export class RequestAuthorization {
  constructor(
    private readonly ports: Pick<AuthorizationPorts, "transactions">,
    private readonly submit: SubmitRequest,
  ) {}

  run(viewer: Viewer, { saleId }: { readonly saleId: Id }): Promise<OrRefusal<AuthorizationRequest>> {
    return this.ports.transactions.run(async (tx) => {
      const sale = await this.lock(tx, viewer, saleId);
      const live = await lockLiveRequest(tx, sale.id);
      const person = await personBehind(tx.manager, viewer.actor);
      if (live?.submitterId === person && live.signatures.length === 0) return live;
      if (live) return refuse("ALREADY_EXISTS", "A request for this sale waits, or was granted.");
      if (sale.status !== SaleStatus.AWAITING_AUTHORIZATION) {
        return refuseState("sale", SaleStatus.AWAITING_AUTHORIZATION, sale.status);
      }
      const objection = await buyerObjection(tx, sale);
      return objection ? refuseBuyer(objection) : this.submit.run(tx, sale, viewer.actor);
    });
  }

  /** A sale of the viewer's organization, under the locks of its firm, of the authority and its own; else NOT_FOUND. */
  private async lock(tx: Transaction, viewer: Viewer, saleId: Id): Promise<Sale> {
    const unlocked = await findSale(tx.manager, saleId);
    if (!unlocked || unlocked.sellerId !== viewer.organization.id) throw notFound();
    await lockFirms(tx, unlocked.buyerId);
    await shareAuthority(tx, unlocked.sellerId);
    return lockSale(tx, saleId);
  }
}
