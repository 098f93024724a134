import { assertNever } from "../../platform/decision";
import type { Id } from "../../platform/ids";
import { days, type Instant } from "../../platform/time";
import type { SigningRole } from "./signing-role";

export enum AuthorizationStatus {
  PENDING = "PENDING",
  GRANTED = "GRANTED",
  REJECTED = "REJECTED",
  RETURNED = "RETURNED",
  EXPIRED = "EXPIRED",
  INVALIDATED = "INVALIDATED",
}

export enum AuthorizationDecision {
  APPROVE = "APPROVE",
  REJECT = "REJECT",
  RETURN = "RETURN",
}

/** What changed, so that nobody can be said to have signed for it. */
export enum InvalidationReason {
  BUYER_CHANGED = "BUYER_CHANGED",
  MATRIX_CHANGED = "MATRIX_CHANGED",
  STRATEGIC_FLAG_CHANGED = "STRATEGIC_FLAG_CHANGED",
  TERMS_CHANGED = "TERMS_CHANGED",
}

/** Signatures are taken for this long; an authority that was granted holds for as long again. */
export const VALIDITY = days(14);

/** The authority to make one sale, asked of the roles that the matrix names. */
export interface AuthorizationRequest {
  readonly id: Id;
  readonly saleId: Id;
  readonly sellerId: Id;
  readonly buyerId: Id;
  readonly status: AuthorizationStatus;
  readonly matrixVersion: number;
  readonly tier: string;
  readonly requiredRoles: readonly SigningRole[];
  /** The person or key that asked, and the person behind it, who may not sign. */
  readonly submittedBy: Id;
  readonly submitterId: Id;
  readonly requestedAt: Instant;
  /** The first instant at which it is no longer pending or no longer holds. */
  readonly expiresAt: Instant;
  readonly invalidationReason: InvalidationReason | null;
  readonly signatures: readonly Signature[];
}

export interface Signature {
  readonly role: SigningRole;
  readonly decision: AuthorizationDecision;
  readonly rationale: string;
  readonly signedAt: Instant;
  /** The person or key that signed, and the person behind it. */
  readonly signedBy: Id;
  readonly personId: Id;
}

/** What happens to a request, by the name of its entry in the sale's journal. */
export type RequestEvent =
  | { readonly type: "AuthorizationSigned"; readonly signature: Signature }
  | { readonly type: "SaleAuthorized"; readonly expiresAt: Instant }
  | { readonly type: "SaleRejected" }
  | { readonly type: "AuthorizationReturned" }
  | { readonly type: "AuthorizationExpired" }
  | { readonly type: "AuthorizationInvalidated"; readonly reason: InvalidationReason };

export function evolve(request: AuthorizationRequest, event: RequestEvent): AuthorizationRequest {
  switch (event.type) {
    case "AuthorizationSigned":
      return { ...request, signatures: [...request.signatures, event.signature] };
    case "SaleAuthorized":
      return { ...request, status: AuthorizationStatus.GRANTED, expiresAt: event.expiresAt };
    case "SaleRejected":
      return { ...request, status: AuthorizationStatus.REJECTED };
    case "AuthorizationReturned":
      return { ...request, status: AuthorizationStatus.RETURNED };
    case "AuthorizationExpired":
      return { ...request, status: AuthorizationStatus.EXPIRED };
    case "AuthorizationInvalidated":
      return { ...request, status: AuthorizationStatus.INVALIDATED, invalidationReason: event.reason };
    default:
      return assertNever(event);
  }
}

/** A request that waits, or an authority that holds: what can still be lost. */
export function isLive({ status }: Pick<AuthorizationRequest, "status">): boolean {
  return status === AuthorizationStatus.PENDING || status === AuthorizationStatus.GRANTED;
}

/** Have people signed for every role that it requires? */
export function isComplete({ requiredRoles, signatures }: AuthorizationRequest): boolean {
  const approved = signatures.filter(({ decision }) => decision === AuthorizationDecision.APPROVE);
  return requiredRoles.every((role) => approved.some((signature) => signature.role === role));
}
