import { Column, Entity, PrimaryColumn } from "typeorm";
import { instantColumn, nullable } from "../database/columns";
import type { Id } from "../ids";
import type { Instant } from "../time";
import type { OrganizationKind } from "./viewer";

@Entity("organization")
export class OrganizationEntity {
  @PrimaryColumn({ type: "uuid" }) readonly id!: Id;
  /** Its name in tokens and addresses; never changes. */
  @Column({ type: "text" }) readonly slug!: string;
  @Column({ type: "text" }) readonly name!: string;
  @Column({ type: "text" }) readonly kind!: OrganizationKind;
  @Column(instantColumn("created_at")) readonly createdAt!: Instant;
  @Column(nullable(instantColumn("deactivated_at"))) readonly deactivatedAt!: Instant | null;
  @Column({ type: "uuid", name: "deactivated_by", nullable: true }) readonly deactivatedBy!: Id | null;
}
