import { Column, Entity, PrimaryColumn } from "typeorm";
import { dateColumn, instantColumn, minorColumn, nullable } from "../platform/database/columns";
import type { Id } from "../platform/ids";
import type { CurrencyCode } from "../platform/money";
import type { CalendarDate, Instant } from "../platform/time";
import type { AssetClass, PortfolioStatus } from "./domain/portfolio";

@Entity("portfolio")
export class PortfolioEntity {
  @PrimaryColumn({ type: "uuid" }) readonly id!: Id;
  @Column({ type: "uuid", name: "seller_id" }) readonly sellerId!: Id;
  /** The portfolio from which it was carved out. */
  @Column({ type: "uuid", name: "parent_id", nullable: true }) readonly parentId!: Id | null;
  @Column({ type: "text" }) readonly name!: string;
  @Column({ type: "text", name: "asset_class" }) readonly assetClass!: AssetClass;
  @Column({ type: "text" }) readonly currency!: CurrencyCode;
  /** The cut-off: accounts are judged as they stood at its end. */
  @Column(dateColumn("as_of")) readonly asOf!: CalendarDate;
  @Column({ type: "text" }) readonly status!: PortfolioStatus;
  /** Who brought it to its present status. */
  @Column({ type: "uuid", name: "moved_by" }) readonly movedBy!: Id;
  /** How often it has come to market, this time included. */
  @Column({ type: "integer" }) readonly attempt!: number;
  /** All its accounts until it is screened, then the eligible ones; so with the amounts. */
  @Column({ type: "integer", name: "account_count" }) readonly accountCount!: number;
  @Column(minorColumn("face_value_minor")) readonly faceValue!: bigint;
  /** `null` where some account's book value is not known. */
  @Column(nullable(minorColumn("book_value_minor"))) readonly bookValue!: bigint | null;
  @Column(nullable(instantColumn("personal_data_erased_at")))
  readonly personalDataErasedAt!: Instant | null;
  @Column({ type: "uuid", name: "created_by" }) readonly createdBy!: Id;
  @Column(instantColumn("created_at")) readonly createdAt!: Instant;
}
