import { Column, Entity, PrimaryColumn } from "typeorm";
import { dateColumn, instantColumn, minorColumn, nullable } from "../platform/database/columns";
import type { Id } from "../platform/ids";
import type { CalendarDate, Instant } from "../platform/time";
import type { QualificationState, RenewalStatus } from "./domain/qualification";

/** A firm's vetting by one seller as it stands; what came before is in its journal and its evidence. */
@Entity("qualification")
export class QualificationEntity {
  @PrimaryColumn({ type: "uuid" }) readonly id!: Id;
  @Column({ type: "uuid", name: "seller_id" }) readonly sellerId!: Id;
  @Column({ type: "uuid", name: "buyer_id" }) readonly buyerId!: Id;
  @Column({ type: "text" }) readonly state!: QualificationState;
  @Column({ type: "uuid", name: "application_id" }) readonly applicationId!: Id;
  /** The evidence that counts now. */
  @Column({ type: "uuid", name: "evidence_id" }) readonly evidenceId!: Id;
  @Column({ type: "uuid", name: "submitted_by" }) readonly submittedBy!: Id;
  @Column(instantColumn("submitted_at")) readonly submittedAt!: Instant;

  @Column({ type: "uuid", name: "review_started_by", nullable: true }) readonly reviewStartedBy!: Id | null;
  @Column(nullable(instantColumn("review_started_at"))) readonly reviewStartedAt!: Instant | null;

  @Column({ type: "uuid", name: "decided_by", nullable: true }) readonly decidedBy!: Id | null;
  @Column(nullable(instantColumn("decided_at"))) readonly decidedAt!: Instant | null;
  @Column({ type: "text", nullable: true }) readonly rationale!: string | null;

  @Column(nullable(dateColumn("valid_until"))) readonly validUntil!: CalendarDate | null;
  @Column({ type: "text", name: "asset_classes", array: true, nullable: true })
  readonly assetClasses!: string[] | null;
  @Column(nullable(minorColumn("exposure_limit_minor"))) readonly exposureLimitMinor!: bigint | null;
  @Column({ type: "text", name: "exposure_limit_currency", nullable: true })
  readonly exposureLimitCurrency!: string | null;
  @Column(nullable(instantColumn("lapses_at"))) readonly lapsesAt!: Instant | null;

  @Column({ type: "uuid", name: "suspended_by", nullable: true }) readonly suspendedBy!: Id | null;
  @Column(nullable(instantColumn("suspended_at"))) readonly suspendedAt!: Instant | null;
  @Column({ type: "text", name: "suspension_reason", nullable: true })
  readonly suspensionReason!: string | null;

  @Column({ type: "uuid", name: "reinstated_by", nullable: true }) readonly reinstatedBy!: Id | null;
  @Column(nullable(instantColumn("reinstated_at"))) readonly reinstatedAt!: Instant | null;
  @Column({ type: "text", name: "reinstatement_reason", nullable: true })
  readonly reinstatementReason!: string | null;

  @Column({ type: "uuid", name: "expelled_by", nullable: true }) readonly expelledBy!: Id | null;
  @Column(nullable(instantColumn("expelled_at"))) readonly expelledAt!: Instant | null;
  @Column({ type: "text", name: "expulsion_reason", nullable: true }) readonly expulsionReason!:
    string | null;

  /** The evidence that the last renewal brings. */
  @Column({ type: "uuid", name: "renewal_id", nullable: true }) readonly renewalId!: Id | null;
  @Column({ type: "text", name: "renewal_status", nullable: true })
  readonly renewalStatus!: RenewalStatus | null;
  @Column({ type: "uuid", name: "renewal_decided_by", nullable: true }) readonly renewalDecidedBy!: Id | null;
  @Column(nullable(instantColumn("renewal_decided_at"))) readonly renewalDecidedAt!: Instant | null;
  @Column({ type: "text", name: "renewal_rationale", nullable: true })
  readonly renewalRationale!: string | null;
}
