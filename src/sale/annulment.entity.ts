import { Column, Entity, PrimaryColumn } from "typeorm";
import { instantColumn, nullable } from "../platform/database/columns";
import type { Id } from "../platform/ids";
import type { Instant } from "../platform/time";
import type { AnnulmentKind, AnnulmentStatus } from "./domain/annulment";

@Entity("annulment")
export class AnnulmentEntity {
  @PrimaryColumn({ type: "uuid" }) readonly id!: Id;
  @Column({ type: "uuid", name: "auction_id" }) readonly auctionId!: Id;
  @Column({ type: "uuid", name: "seller_id" }) readonly sellerId!: Id;
  @Column({ type: "text" }) readonly kind!: AnnulmentKind;
  @Column({ type: "text" }) readonly status!: AnnulmentStatus;
  @Column({ type: "uuid", name: "proposed_by" }) readonly proposedBy!: Id;
  /** The person behind `proposedBy`. */
  @Column({ type: "uuid", name: "proposer_id" }) readonly proposerId!: Id;
  @Column(instantColumn("proposed_at")) readonly proposedAt!: Instant;
  @Column({ type: "text" }) readonly rationale!: string;
  @Column({ type: "uuid", name: "seconded_by", nullable: true }) readonly secondedBy!: Id | null;
  /** The person behind `secondedBy`. */
  @Column({ type: "uuid", name: "seconder_id", nullable: true }) readonly seconderId!: Id | null;
  @Column(nullable(instantColumn("seconded_at"))) readonly secondedAt!: Instant | null;
  @Column({ type: "text", name: "second_rationale", nullable: true }) readonly secondRationale!:
    string | null;
}
