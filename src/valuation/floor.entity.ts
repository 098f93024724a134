import { Column, Entity, PrimaryColumn } from "typeorm";
import { dateColumn, instantColumn, minorColumn, nullable } from "../platform/database/columns";
import type { Id } from "../platform/ids";
import type { CalendarDate, Instant } from "../platform/time";
import type { FloorStatus } from "./domain/floor";

@Entity("floor")
export class FloorEntity {
  @PrimaryColumn({ type: "uuid" }) readonly id!: Id;
  @Column({ type: "uuid", name: "portfolio_id" }) readonly portfolioId!: Id;
  @Column({ type: "uuid", name: "seller_id" }) readonly sellerId!: Id;
  @Column({ type: "text" }) readonly status!: FloorStatus;
  @Column(minorColumn("amount_minor")) readonly amountMinor!: bigint;
  /** The portfolio's face value when it was proposed. */
  @Column(minorColumn("face_minor")) readonly faceMinor!: bigint;
  @Column({ type: "text" }) readonly currency!: string;
  @Column(nullable(dateColumn("valid_until"))) readonly validUntil!: CalendarDate | null;
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
  @Column(nullable(instantColumn("superseded_at"))) readonly supersededAt!: Instant | null;
}
