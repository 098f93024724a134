import { Column, Entity, PrimaryColumn } from "typeorm";
import { instantColumn, nullable } from "../database/columns";
import type { Id } from "../ids";
import type { Instant } from "../time";

/** A person of an organization. Roles are not here: each token carries them. */
@Entity("app_user")
export class UserEntity {
  @PrimaryColumn({ type: "uuid" }) readonly id!: Id;
  @Column({ type: "uuid", name: "organization_id" }) readonly organizationId!: Id;
  /** Who signs the person's tokens. */
  @Column({ type: "text" }) readonly issuer!: string;
  /** The person's `sub` in those tokens. */
  @Column({ type: "text" }) readonly subject!: string;
  @Column({ type: "text" }) readonly name!: string;
  @Column(instantColumn("created_at")) readonly createdAt!: Instant;
  @Column(nullable(instantColumn("deactivated_at"))) readonly deactivatedAt!: Instant | null;
  @Column({ type: "uuid", name: "deactivated_by", nullable: true }) readonly deactivatedBy!: Id | null;
}
