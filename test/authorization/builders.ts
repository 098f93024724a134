import type { Sign } from "../../src/authorization/domain/decide-request";
import {
  AuthorizationDecision,
  AuthorizationStatus,
  VALIDITY,
  type AuthorizationRequest,
} from "../../src/authorization/domain/request";
import type { SigningRole } from "../../src/authorization/domain/signing-role";

export const REQUESTED_AT = 1_000_000n;

/** A request of the auction's admin that nobody has signed. */
export function request(changes: Partial<AuthorizationRequest> = {}): AuthorizationRequest {
  return {
    id: "request",
    saleId: "sale",
    sellerId: "seller",
    buyerId: "buyer",
    status: AuthorizationStatus.PENDING,
    matrixVersion: 0,
    tier: "LARGE",
    requiredRoles: ["FINANCE", "EXECUTIVE"],
    submittedBy: "admin",
    submitterId: "admin",
    requestedAt: REQUESTED_AT,
    expiresAt: REQUESTED_AT + VALIDITY,
    invalidationReason: null,
    signatures: [],
    ...changes,
  };
}

export interface Signing {
  readonly person: string;
  /** What the person holds. */
  readonly roles: readonly SigningRole[];
  readonly role?: SigningRole | null;
  readonly decision?: `${AuthorizationDecision}`;
  readonly rationale?: string;
  readonly organizationId?: string;
  readonly at?: bigint;
}

/** A command to sign; a second after the request unless it says when. */
export function sign(signing: Signing): Sign {
  const { person, roles, role, decision, rationale, organizationId, at } = signing;
  return {
    decision: AuthorizationDecision[decision ?? "APPROVE"],
    role: role ?? null,
    signer: {
      by: person,
      person,
      at: at ?? REQUESTED_AT + 1_000_000n,
      rationale: rationale ?? "because",
      organizationId: organizationId ?? "seller",
      roles,
    },
  };
}
