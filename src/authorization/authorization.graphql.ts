import { Field, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { connectionType } from "../platform/graphql/connections";
import { Node, view } from "../platform/graphql/node";
import { DateTimeScalar } from "../platform/graphql/scalars";
import { Role } from "../platform/access/viewer";
import type { Id } from "../platform/ids";
import { resultUnion } from "../platform/refusal";
import type { Instant } from "../platform/time";
import {
  AuthorizationDecision,
  AuthorizationStatus,
  InvalidationReason,
  type AuthorizationRequest,
  type Signature,
} from "./domain/request";

registerEnumType(AuthorizationStatus, {
  name: "AuthorizationStatus",
  description: "Where a request for authority stands.",
  valuesConfig: {
    PENDING: { description: "Signatures are missing." },
    GRANTED: { description: "Everybody required has approved: the sale may go on." },
    REJECTED: { description: "Somebody turned the sale down, for good." },
    RETURNED: { description: "Somebody sent it back; it may be asked for again." },
    EXPIRED: { description: "Its time ran out; it may be asked for again." },
    INVALIDATED: { description: "Something that was signed for has changed; it may be asked for again." },
  },
});
registerEnumType(AuthorizationDecision, {
  name: "AuthorizationDecision",
  description: "What somebody who signs says.",
  valuesConfig: {
    APPROVE: { description: "The sale may be made, as far as this role goes." },
    REJECT: { description: "The sale may not be made: request and sale end here." },
    RETURN: { description: "Not so: the request ends, the sale waits to be asked for again." },
  },
});
registerEnumType(InvalidationReason, {
  name: "InvalidationReason",
  description: "What has changed since it was asked or signed for.",
  valuesConfig: {
    BUYER_CHANGED: { description: "The buyer, or the buyer's qualification." },
    MATRIX_CHANGED: { description: "The authority matrix." },
    STRATEGIC_FLAG_CHANGED: { description: "Whether the portfolio is held to be strategic." },
    TERMS_CHANGED: { description: "The sale's terms, its rate or its accounts." },
  },
});

@ObjectType("Signature", { description: "What one person of the committee said, in one role." })
export class SignatureType {
  readonly signerId!: Id;

  @Field(() => Role, { description: "The role that they signed in." })
  readonly role!: Role;

  @Field(() => AuthorizationDecision, { description: "What they said." })
  readonly decision!: AuthorizationDecision;

  @Field(() => String, { description: "Why." })
  readonly rationale!: string;

  @Field(() => DateTimeScalar, { description: "When." })
  readonly signedAt!: Instant;
}

@ObjectType("AuthorizationRequest", {
  implements: Node,
  description:
    "The authority to make one sale, asked of the roles that the matrix names. Seen by the seller only.",
})
export class AuthorizationRequestType extends Node {
  readonly saleId!: Id;
  readonly submitterId!: Id;

  @Field(() => AuthorizationStatus, { description: "Where it stands." })
  readonly status!: AuthorizationStatus;

  @Field(() => String, { description: "The matrix's name for sales like this one." })
  readonly tier!: string;

  @Field(() => [Role], { description: "Each must approve, by different people." })
  readonly requiredRoles!: Role[];

  @Field(() => Int, { description: "The matrix that it was made by; 0 is the default." })
  readonly matrixVersion!: number;

  @Field(() => DateTimeScalar, { description: "When it was asked for." })
  readonly requestedAt!: Instant;

  @Field(() => DateTimeScalar, {
    description:
      "The first instant at which it takes no signature any more or, once granted, no longer holds.",
  })
  readonly expiresAt!: Instant;

  @Field(() => InvalidationReason, {
    nullable: true,
    description: "What has changed; null unless INVALIDATED.",
  })
  readonly invalidationReason!: InvalidationReason | null;

  @Field(() => [SignatureType], { description: "What was said so far, the earliest first." })
  readonly signatures!: SignatureType[];
}

export function requestView(request: AuthorizationRequest): AuthorizationRequestType {
  const { id, saleId, submittedBy, status, tier, matrixVersion, requestedAt, expiresAt } = request;
  return view(AuthorizationRequestType, {
    id,
    saleId,
    submitterId: submittedBy,
    status,
    tier,
    requiredRoles: request.requiredRoles.map((role) => Role[role]),
    matrixVersion,
    requestedAt,
    expiresAt,
    invalidationReason: request.invalidationReason,
    signatures: request.signatures.map(signatureView),
  });
}

function signatureView({ role, decision, rationale, signedAt, signedBy }: Signature): SignatureType {
  return view(SignatureType, { signerId: signedBy, role: Role[role], decision, rationale, signedAt });
}

@InputType({ description: "Which requests; of the values in a list one must fit, and every list." })
export class AuthorizationRequestFilter {
  @Field(() => [AuthorizationStatus], { nullable: true, description: "Standing at one of these." })
  status?: AuthorizationStatus[] | null;

  @Field(() => [Role], { nullable: true, description: "Requiring one of these." })
  role?: Role[] | null;
}

@InputType({ description: "A signature." })
export class DecideAuthorizationInput {
  @Field(() => ID, { description: "A request that requires a role of yours." })
  requestId!: Id;

  @Field(() => AuthorizationDecision, { description: "What you say." })
  decision!: AuthorizationDecision;

  @Field(() => String, { description: "Why; for the seller's own people." })
  rationale!: string;

  @Field(() => Role, {
    nullable: true,
    description: "The role to sign in; needed by whoever holds several that the request requires.",
  })
  role?: Role | null;
}

@InputType({ description: "A sale whose authority is to be asked for again." })
export class RequestAuthorizationInput {
  @Field(() => ID, { description: "A sale that awaits authorization, without a request that waits." })
  saleId!: Id;
}

export const AuthorizationRequestConnection = connectionType(
  "AuthorizationRequest",
  () => AuthorizationRequestType,
);
export const DecideAuthorizationResult = resultUnion(
  "DecideAuthorizationResult",
  () => AuthorizationRequestType,
);
export const RequestAuthorizationResult = resultUnion(
  "RequestAuthorizationResult",
  () => AuthorizationRequestType,
);
