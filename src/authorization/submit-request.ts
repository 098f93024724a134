import { personBehind } from "../platform/access/person-behind";
import type { Actor } from "../platform/access/viewer";
import type { Transaction } from "../platform/database/transactions";
import type { Identifiers } from "../platform/identifiers";
import type { Sale } from "../sale";
import { matrixInForce, shareAuthority } from "./authority-matrix.store";
import { ruleFor } from "./domain/matrix";
import { AuthorizationStatus, VALIDITY, type AuthorizationRequest } from "./domain/request";
import type { RequestRecorder } from "./request-recorder";
import { isStrategic } from "./strategic-portfolio.store";

/** Asks for the authority to make a sale, of the roles that the matrix now in force names for it. */
export class SubmitRequest {
  constructor(
    private readonly identifiers: Identifiers,
    private readonly recorder: RequestRecorder,
  ) {}

  /** The sale is locked, or was made in this transaction. */
  async run(tx: Transaction, sale: Sale, by: Actor): Promise<AuthorizationRequest> {
    await shareAuthority(tx, sale.sellerId);
    const { version, rules } = await matrixInForce(tx.manager, sale.sellerId);
    const { tier, requiredRoles } = ruleFor(rules, {
      ...sale,
      isStrategic: await isStrategic(tx.manager, sale.portfolioId),
    });
    const now = await tx.now();
    const request: AuthorizationRequest = {
      id: this.identifiers.next(),
      saleId: sale.id,
      sellerId: sale.sellerId,
      buyerId: sale.buyerId,
      status: AuthorizationStatus.PENDING,
      matrixVersion: version,
      tier,
      requiredRoles,
      submittedBy: by.id,
      submitterId: await personBehind(tx.manager, by),
      requestedAt: now,
      expiresAt: now + VALIDITY,
      invalidationReason: null,
      signatures: [],
    };
    await this.recorder.begin(tx, sale, request, by);
    return request;
  }
}
