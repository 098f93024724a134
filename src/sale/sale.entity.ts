import { Column, Entity, PrimaryColumn } from "typeorm";
import { instantColumn, minorColumn } from "../platform/database/columns";
import type { Id } from "../platform/ids";
import type { CurrencyCode } from "../platform/money";
import type { Instant } from "../platform/time";
import type { Sale, SaleStatus } from "./domain/sale";

/** A sale as it stands; how it got there is in its journal. */
@Entity("sale")
export class SaleEntity implements Sale {
  @PrimaryColumn({ type: "uuid" }) readonly id!: Id;
  @Column({ type: "uuid", name: "auction_id" }) readonly auctionId!: Id;
  @Column({ type: "uuid", name: "portfolio_id" }) readonly portfolioId!: Id;
  @Column({ type: "uuid", name: "seller_id" }) readonly sellerId!: Id;
  @Column({ type: "uuid", name: "buyer_id" }) readonly buyerId!: Id;
  @Column({ type: "integer" }) readonly rank!: number;
  @Column({ type: "text" }) readonly currency!: CurrencyCode;
  @Column(minorColumn("price_minor")) readonly priceMinor!: bigint;
  @Column(minorColumn("face_minor")) readonly faceMinor!: bigint;
  @Column(minorColumn("floor_minor")) readonly floorMinor!: bigint;
  @Column({ type: "text", name: "asset_class" }) readonly assetClass!: string;
  @Column({ type: "text", array: true }) readonly jurisdictions!: string[];
  @Column({ type: "text" }) readonly status!: SaleStatus;
  @Column({ type: "boolean", name: "to_cover" }) readonly toCover!: boolean;
  @Column({ type: "text" }) readonly rationale!: string;
  @Column({ type: "uuid", name: "awarded_by" }) readonly awardedBy!: Id;
  /** The person behind `awardedBy`. */
  @Column({ type: "uuid", name: "awarder_id" }) readonly awarderId!: Id;
  @Column(instantColumn("made_at")) readonly madeAt!: Instant;
}
