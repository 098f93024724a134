import type { Actor } from "../platform/access/viewer";
import { assertNever } from "../platform/decision";
import type { Transaction } from "../platform/database/transactions";
import { hidden, type JournalData } from "../platform/journal/hidden";
import { formatInstant } from "../platform/time";
import { SaleStatus, type Sale, type SaleLedger } from "../sale";
import { insertRequest, writeEvent } from "./authorization.store";
import { evolve, type AuthorizationRequest, type RequestEvent } from "./domain/request";

/** Carries out what was decided about a request whose sale is locked: rows, the sale's move, entries in its journal. */
export class RequestRecorder {
  constructor(private readonly sales: SaleLedger) {}

  async begin(tx: Transaction, sale: Sale, request: AuthorizationRequest, actor: Actor): Promise<void> {
    await insertRequest(tx, request);
    const { id, tier, requiredRoles, matrixVersion, expiresAt } = request;
    const data = {
      requestId: id,
      tier,
      requiredRoles: [...requiredRoles],
      matrixVersion,
      expiresAt: formatInstant(expiresAt),
    };
    await this.sales.note(tx, sale, { type: "AuthorizationRequested", actor, data });
  }

  /** Answers the request as it is then. */
  async record(
    tx: Transaction,
    sale: Sale,
    request: AuthorizationRequest,
    decided: { readonly events: readonly RequestEvent[]; readonly actor: Actor },
  ): Promise<AuthorizationRequest> {
    let current = request;
    for (const event of decided.events) {
      current = evolve(current, event);
      await writeEvent(tx, current, event);
      await this.tell(tx, sale, current, { event, actor: decided.actor });
    }
    return current;
  }

  private async tell(
    tx: Transaction,
    sale: Sale,
    request: AuthorizationRequest,
    { event, actor }: { event: RequestEvent; actor: Actor },
  ): Promise<void> {
    const entry = { type: event.type, actor, data: { requestId: request.id, ...journalData(event, sale) } };
    switch (event.type) {
      case "SaleAuthorized":
        await this.sales.move(tx, sale, "AUTHORIZE", entry);
        return;
      case "SaleRejected":
        await this.sales.move(tx, sale, "REJECT", entry);
        return;
      case "AuthorizationExpired":
      case "AuthorizationInvalidated":
        // a request that only waited takes nothing from its sale
        if (sale.status === SaleStatus.AWAITING_AUTHORIZATION) await this.sales.note(tx, sale, entry);
        else await this.sales.move(tx, sale, "LOSE_AUTHORITY", entry);
        return;
      case "AuthorizationSigned":
      case "AuthorizationReturned":
        await this.sales.note(tx, sale, entry);
        return;
      default:
        assertNever(event);
    }
  }
}

/** Whose signature it is and why they gave it stays with the seller. */
function journalData(event: RequestEvent, { sellerId }: Sale): JournalData {
  switch (event.type) {
    case "AuthorizationSigned": {
      const { role, decision, rationale } = event.signature;
      return { role, decision, rationale: hidden(rationale, sellerId) };
    }
    case "SaleAuthorized":
      return { expiresAt: formatInstant(event.expiresAt) };
    case "AuthorizationInvalidated":
      return { reason: event.reason };
    case "SaleRejected":
    case "AuthorizationReturned":
    case "AuthorizationExpired":
      return {};
    default:
      return assertNever(event);
  }
}
