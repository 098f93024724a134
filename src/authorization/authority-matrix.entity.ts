import { Column, Entity, PrimaryColumn } from "typeorm";
import { instantColumn, minorColumn, nullable } from "../platform/database/columns";
import type { Id } from "../platform/ids";
import type { Instant } from "../platform/time";
import type { MatrixStatus } from "./domain/matrix-proposal";
import type { SigningRole } from "./domain/signing-role";

@Entity("authority_matrix")
export class AuthorityMatrixEntity {
  @PrimaryColumn({ type: "uuid" }) readonly id!: Id;
  @Column({ type: "uuid", name: "seller_id" }) readonly sellerId!: Id;
  @Column({ type: "integer" }) readonly version!: number;
  @Column({ type: "text" }) readonly status!: MatrixStatus;
  @Column({ type: "text" }) readonly rationale!: string;
  @Column({ type: "uuid", name: "proposed_by" }) readonly proposedBy!: Id;
  /** The person behind `proposedBy`. */
  @Column({ type: "uuid", name: "proposer_id" }) readonly proposerId!: Id;
  @Column(instantColumn("proposed_at")) readonly proposedAt!: Instant;
  @Column({ type: "uuid", name: "decided_by", nullable: true }) readonly decidedBy!: Id | null;
  /** The person behind `decidedBy`. */
  @Column({ type: "uuid", name: "decider_id", nullable: true }) readonly deciderId!: Id | null;
  @Column(nullable(instantColumn("decided_at"))) readonly decidedAt!: Instant | null;
  @Column({ type: "text", name: "decision_rationale", nullable: true })
  readonly decisionRationale!: string | null;
}

/** A rule of a matrix; the first whose every condition a sale meets is the one that it falls under. */
@Entity("authority_rule")
export class AuthorityRuleEntity {
  @PrimaryColumn({ type: "uuid", name: "matrix_id" }) readonly matrixId!: Id;
  @PrimaryColumn({ type: "integer" }) readonly position!: number;
  @Column({ type: "text" }) readonly tier!: string;
  @Column({ type: "text", name: "required_roles", array: true }) readonly requiredRoles!: SigningRole[];
  @Column({ type: "boolean", name: "is_strategic", nullable: true }) readonly isStrategic!: boolean | null;
  @Column(nullable(minorColumn("face_up_to_minor"))) readonly faceUpToMinor!: bigint | null;
  @Column({ type: "text", name: "face_up_to_currency", nullable: true }) readonly faceUpToCurrency!:
    string | null;
  @Column(nullable(minorColumn("price_up_to_minor"))) readonly priceUpToMinor!: bigint | null;
  @Column({ type: "text", name: "price_up_to_currency", nullable: true }) readonly priceUpToCurrency!:
    string | null;
  @Column(nullable(minorColumn("price_to_floor_millionths"))) readonly priceToFloorMillionths!: bigint | null;
}
