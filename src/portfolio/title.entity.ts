import { Column, Entity, PrimaryColumn } from "typeorm";
import { instantColumn } from "../platform/database/columns";
import type { Id } from "../platform/ids";
import type { Instant } from "../platform/time";
import type { Title } from "./domain/ownership";

/** A step of the chain of title to all that a portfolio offers; before the first it is its seller's. */
@Entity("title")
export class TitleEntity {
  @PrimaryColumn({ type: "uuid", name: "portfolio_id" }) readonly portfolioId!: Id;
  @PrimaryColumn({ type: "integer" }) readonly number!: number;
  @Column({ type: "text" }) readonly ownership!: Title;
  /** The sale that it moved by. */
  @Column({ type: "uuid", name: "sale_id" }) readonly saleId!: Id;
  @Column(instantColumn("moved_at")) readonly movedAt!: Instant;
  @Column({ type: "uuid", name: "moved_by" }) readonly movedBy!: Id;
}
