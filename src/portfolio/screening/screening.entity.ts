import { Column, Entity, PrimaryColumn } from "typeorm";
import { instantColumn, minorColumn, nullable } from "../../platform/database/columns";
import type { Id } from "../../platform/ids";
import type { Instant } from "../../platform/time";
import type { Hit, ScreeningResult } from "../domain/screening-rules";

@Entity("screening")
export class ScreeningEntity {
  @PrimaryColumn({ type: "uuid", name: "portfolio_id" }) readonly portfolioId!: Id;
  @Column({ type: "uuid", name: "screened_by" }) readonly screenedBy!: Id;
  @Column(instantColumn("screened_at")) readonly screenedAt!: Instant;
  @Column({ type: "integer", name: "eligible_count" }) readonly eligibleCount!: number;
  @Column(minorColumn("eligible_face_value_minor")) readonly eligibleFaceValue!: bigint;
  @Column({ type: "integer", name: "excluded_count" }) readonly excludedCount!: number;
  @Column(minorColumn("excluded_face_value_minor")) readonly excludedFaceValue!: bigint;
  @Column({ type: "integer", name: "needs_review_count" }) readonly needsReviewCount!: number;
  @Column(minorColumn("needs_review_face_value_minor")) readonly needsReviewFaceValue!: bigint;
}

/** What one rule found in a portfolio, for one reason. */
@Entity("screening_outcome")
export class ScreeningOutcomeEntity {
  @PrimaryColumn({ type: "uuid", name: "portfolio_id" }) readonly portfolioId!: Id;
  /** In the order of the rules. */
  @PrimaryColumn({ type: "integer" }) readonly position!: number;
  @Column({ type: "text" }) readonly rule!: string;
  @Column({ type: "text" }) readonly version!: string;
  @Column({ type: "text" }) readonly result!: Hit;
  @Column({ type: "text" }) readonly reason!: string;
  @Column({ type: "integer", name: "account_count" }) readonly accountCount!: number;
  @Column(minorColumn("face_value_minor")) readonly faceValue!: bigint;
}

/** What screening found about one account, or what a person made of it. */
@Entity("account_screening")
export class AccountScreeningEntity {
  @PrimaryColumn({ type: "uuid", name: "account_id" }) readonly accountId!: Id;
  @Column({ type: "text" }) readonly result!: ScreeningResult;
  @Column({ type: "text", array: true, name: "excluded_by" }) readonly excludedBy!: string[];
  @Column({ type: "text", array: true, name: "review_for" }) readonly reviewFor!: string[];
  @Column({ type: "text", array: true, name: "unknown_for" }) readonly unknownFor!: string[];
  @Column({ type: "uuid", name: "decided_by", nullable: true }) readonly decidedBy!: Id | null;
  @Column(nullable(instantColumn("decided_at"))) readonly decidedAt!: Instant | null;
  @Column({ type: "text", nullable: true }) readonly rationale!: string | null;
}
