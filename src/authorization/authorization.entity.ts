import { Column, Entity, PrimaryColumn } from "typeorm";
import { instantColumn } from "../platform/database/columns";
import type { Id } from "../platform/ids";
import type { Instant } from "../platform/time";
import type { AuthorizationDecision, AuthorizationStatus, InvalidationReason } from "./domain/request";
import type { SigningRole } from "./domain/signing-role";

@Entity("authorization_request")
export class AuthorizationRequestEntity {
  @PrimaryColumn({ type: "uuid" }) readonly id!: Id;
  @Column({ type: "uuid", name: "sale_id" }) readonly saleId!: Id;
  @Column({ type: "uuid", name: "seller_id" }) readonly sellerId!: Id;
  @Column({ type: "uuid", name: "buyer_id" }) readonly buyerId!: Id;
  @Column({ type: "text" }) readonly status!: AuthorizationStatus;
  @Column({ type: "integer", name: "matrix_version" }) readonly matrixVersion!: number;
  @Column({ type: "text" }) readonly tier!: string;
  @Column({ type: "text", name: "required_roles", array: true }) readonly requiredRoles!: SigningRole[];
  @Column({ type: "uuid", name: "submitted_by" }) readonly submittedBy!: Id;
  /** The person behind `submittedBy`. */
  @Column({ type: "uuid", name: "submitter_id" }) readonly submitterId!: Id;
  @Column(instantColumn("requested_at")) readonly requestedAt!: Instant;
  @Column(instantColumn("expires_at")) readonly expiresAt!: Instant;
  @Column({ type: "text", name: "invalidation_reason", nullable: true })
  readonly invalidationReason!: InvalidationReason | null;
}

/** Seller and submitter are the request's own: through them the constraints say who may not sign. */
@Entity("authorization_signature")
export class SignatureEntity {
  @PrimaryColumn({ type: "uuid", name: "request_id" }) readonly requestId!: Id;
  @PrimaryColumn({ type: "text" }) readonly role!: SigningRole;
  @Column({ type: "uuid", name: "seller_id" }) readonly sellerId!: Id;
  @Column({ type: "uuid", name: "submitter_id" }) readonly submitterId!: Id;
  @Column({ type: "uuid", name: "signed_by" }) readonly signedBy!: Id;
  /** The person behind `signedBy`. */
  @Column({ type: "uuid", name: "person_id" }) readonly personId!: Id;
  @Column({ type: "text" }) readonly decision!: AuthorizationDecision;
  @Column({ type: "text" }) readonly rationale!: string;
  @Column(instantColumn("signed_at")) readonly signedAt!: Instant;
}
