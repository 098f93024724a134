import { Column, Entity, PrimaryColumn } from "typeorm";
import { instantColumn } from "../platform/database/columns";
import type { Id } from "../platform/ids";
import type { Instant } from "../platform/time";
import type { WinnerDefault } from "./domain/default";

@Entity("winner_default")
export class WinnerDefaultEntity implements WinnerDefault {
  @PrimaryColumn({ type: "uuid" }) readonly id!: Id;
  @Column({ type: "uuid", name: "auction_id" }) readonly auctionId!: Id;
  @Column({ type: "uuid", name: "seller_id" }) readonly sellerId!: Id;
  @Column({ type: "uuid", name: "buyer_id" }) readonly buyerId!: Id;
  @Column({ type: "uuid", name: "sale_id", nullable: true }) readonly saleId!: Id | null;
  @Column({ type: "uuid", name: "awarder_id", nullable: true }) readonly awarderId!: Id | null;
  @Column({ type: "integer" }) readonly rank!: number;
  @Column({ type: "uuid", name: "approved_by" }) readonly approvedBy!: Id;
  @Column({ type: "uuid", name: "approver_id" }) readonly approverId!: Id;
  @Column(instantColumn("declared_at")) readonly declaredAt!: Instant;
  @Column({ type: "text" }) readonly rationale!: string;
}
