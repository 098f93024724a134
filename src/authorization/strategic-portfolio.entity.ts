import { Column, Entity, PrimaryColumn } from "typeorm";
import { instantColumn, nullable } from "../platform/database/columns";
import type { Id } from "../platform/ids";
import type { Instant } from "../platform/time";

/** That a seller holds a portfolio to be strategic, from the marking until somebody else takes it back. */
@Entity("strategic_portfolio")
export class StrategicPortfolioEntity {
  @PrimaryColumn({ type: "uuid", name: "portfolio_id" }) readonly portfolioId!: Id;
  @PrimaryColumn(instantColumn("marked_at")) readonly markedAt!: Instant;
  @Column({ type: "uuid", name: "seller_id" }) readonly sellerId!: Id;
  @Column({ type: "uuid", name: "marked_by" }) readonly markedBy!: Id;
  /** The person behind `markedBy`. */
  @Column({ type: "uuid", name: "marker_id" }) readonly markerId!: Id;
  @Column({ type: "text" }) readonly rationale!: string;
  @Column({ type: "uuid", name: "unmarked_by", nullable: true }) readonly unmarkedBy!: Id | null;
  /** The person behind `unmarkedBy`. */
  @Column({ type: "uuid", name: "unmarker_id", nullable: true }) readonly unmarkerId!: Id | null;
  @Column(nullable(instantColumn("unmarked_at"))) readonly unmarkedAt!: Instant | null;
  @Column({ type: "text", name: "unmarking_rationale", nullable: true })
  readonly unmarkingRationale!: string | null;
}
