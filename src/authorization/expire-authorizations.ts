import { SYSTEM_ACTOR } from "../platform/access/viewer";
import { lockSale, STATUSES_UNDER_AUTHORITY } from "../sale";
import { dueRequests, lockRequest } from "./authorization.store";
import { decideExpiry } from "./domain/decide-request";
import type { AuthorizationRequest } from "./domain/request";
import type { AuthorizationPorts } from "./ports";
import type { RequestRecorder } from "./request-recorder";

const AT_A_TIME = 100;

/**
 * Writes down that requests and authorities have run out. No rule waits for it: a signature that comes late is refused
 * whether this has run or not.
 */
export class ExpireAuthorizations {
  constructor(
    private readonly ports: Pick<AuthorizationPorts, "database" | "transactions">,
    private readonly recorder: RequestRecorder,
  ) {}

  /** Everything that is due. */
  async run(): Promise<void> {
    for (let found = AT_A_TIME; found === AT_A_TIME;) {
      const due = await dueRequests(this.ports.database, AT_A_TIME);
      for (const request of due) await this.expire(request);
      found = due.length;
    }
  }

  /** One request, in a transaction of its own; nothing when it is not due, or is written down already. */
  async expire({ id, saleId }: Pick<AuthorizationRequest, "id" | "saleId">): Promise<void> {
    await this.ports.transactions.run(async (tx) => {
      const sale = await lockSale(tx, saleId);
      const request = await lockRequest(tx, id);
      if (!STATUSES_UNDER_AUTHORITY.includes(sale.status)) return;
      const events = decideExpiry(request, await tx.now());
      await this.recorder.record(tx, sale, request, { events, actor: SYSTEM_ACTOR });
    });
  }
}
