import { accept, assertNever, reject, type Decision } from "../../platform/decision";
import type { Id } from "../../platform/ids";
import type { Instant } from "../../platform/time";
import type { Act } from "../../platform/proposal";
import {
  AuthorizationDecision,
  AuthorizationStatus,
  evolve,
  isComplete,
  isLive,
  VALIDITY,
  type AuthorizationRequest,
  type InvalidationReason,
  type RequestEvent,
  type Signature,
} from "./request";
import type { SigningRole } from "./signing-role";

/** Somebody decides on a request. */
export interface Sign {
  readonly decision: AuthorizationDecision;
  /** The role to sign in; needed by whoever holds several that the request requires. */
  readonly role: SigningRole | null;
  readonly signer: Act & { readonly organizationId: Id; readonly roles: readonly SigningRole[] };
}

export type SignatureProblem =
  | { readonly code: "INVALID_STATE"; readonly found: AuthorizationStatus }
  | { readonly code: "SEPARATION_OF_DUTIES"; readonly because: "SUBMITTER" | "NOT_THE_SELLERS" }
  | { readonly code: "ALREADY_SIGNED"; readonly by: "PERSON" | "ROLE" }
  | { readonly code: "ROLE_NOT_REQUIRED" }
  | { readonly code: "ROLE_NOT_HELD" }
  | { readonly code: "ROLE_NEEDED" };

/**
 * One person, one signature, in one role; never the submitter, never somebody of another organization than the seller,
 * so nobody of a bidding firm. One REJECT rejects, one RETURN returns, the last required APPROVE grants.
 */
export function decideSignature(
  request: AuthorizationRequest,
  { decision, role, signer }: Sign,
): Decision<RequestEvent, SignatureProblem> {
  const own = request.signatures.find(({ personId }) => personId === signer.person);
  if (own && isRepeated(own, { decision, role, signer })) return accept();
  const status = statusAt(request, signer.at);
  if (status !== AuthorizationStatus.PENDING) return reject({ code: "INVALID_STATE", found: status });
  const separation = separationProblem(request, signer);
  if (separation) return reject(separation);
  if (own) return reject({ code: "ALREADY_SIGNED", by: "PERSON" });
  const chosen = chooseRole(request, role, signer.roles);
  if (typeof chosen !== "string") return reject(chosen);
  const { by, person, at, rationale } = signer;
  return accept(
    ...afterSignature(request, {
      role: chosen,
      decision,
      rationale,
      signedAt: at,
      signedBy: by,
      personId: person,
    }),
  );
}

/** What a request is at t: past its time it has expired, whether that was written down or not. */
export function statusAt(request: AuthorizationRequest, t: Instant): AuthorizationStatus {
  return isDue(request, t) ? AuthorizationStatus.EXPIRED : request.status;
}

export function decideExpiry(request: AuthorizationRequest, t: Instant): readonly RequestEvent[] {
  return isDue(request, t) ? [{ type: "AuthorizationExpired" }] : [];
}

/** Something that was signed for changed. What has ended already stays as it ended. */
export function decideInvalidation(
  request: AuthorizationRequest,
  reason: InvalidationReason,
): readonly RequestEvent[] {
  return isLive(request) ? [{ type: "AuthorizationInvalidated", reason }] : [];
}

function isDue(request: AuthorizationRequest, t: Instant): boolean {
  return isLive(request) && t >= request.expiresAt;
}

/** A command repeated by the same person that finds its own result gives that result again. */
function isRepeated(own: Signature, { decision, role, signer }: Sign): boolean {
  return own.decision === decision && own.rationale === signer.rationale && (role ?? own.role) === own.role;
}

function separationProblem(request: AuthorizationRequest, signer: Sign["signer"]): SignatureProblem | null {
  if (signer.organizationId !== request.sellerId) {
    return { code: "SEPARATION_OF_DUTIES", because: "NOT_THE_SELLERS" };
  }
  if (signer.person === request.submitterId) return { code: "SEPARATION_OF_DUTIES", because: "SUBMITTER" };
  return null;
}

/** Whoever holds several of the required roles says in which one they sign: it is the only one. */
function chooseRole(
  { requiredRoles, signatures }: AuthorizationRequest,
  wanted: SigningRole | null,
  held: readonly SigningRole[],
): SigningRole | SignatureProblem {
  if (wanted !== null && !requiredRoles.includes(wanted)) return { code: "ROLE_NOT_REQUIRED" };
  const [role, another] = requiredRoles.filter(
    (candidate) => held.includes(candidate) && candidate === (wanted ?? candidate),
  );
  if (role === undefined) return { code: "ROLE_NOT_HELD" };
  if (another !== undefined) return { code: "ROLE_NEEDED" };
  const isTaken = signatures.some((signature) => signature.role === role);
  return isTaken ? { code: "ALREADY_SIGNED", by: "ROLE" } : role;
}

function afterSignature(request: AuthorizationRequest, signature: Signature): readonly RequestEvent[] {
  const signed: RequestEvent = { type: "AuthorizationSigned", signature };
  switch (signature.decision) {
    case AuthorizationDecision.REJECT:
      return [signed, { type: "SaleRejected" }];
    case AuthorizationDecision.RETURN:
      return [signed, { type: "AuthorizationReturned" }];
    case AuthorizationDecision.APPROVE:
      return isComplete(evolve(request, signed))
        ? [signed, { type: "SaleAuthorized", expiresAt: signature.signedAt + VALIDITY }]
        : [signed];
    default:
      return assertNever(signature.decision);
  }
}
