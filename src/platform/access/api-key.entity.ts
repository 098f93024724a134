import { Column, Entity, PrimaryColumn } from "typeorm";
import { instantColumn, nullable } from "../database/columns";
import type { Id } from "../ids";
import type { Instant } from "../time";
import type { OrganizationKind, Role } from "./viewer";

/** A program's credential. It belongs to the organization; a person made it. */
@Entity("api_key")
export class ApiKeyEntity {
  @PrimaryColumn({ type: "uuid" }) readonly id!: Id;
  @Column({ type: "uuid", name: "organization_id" }) readonly organizationId!: Id;
  /** The organization's, so that a constraint can hold the roles to it. */
  @Column({ type: "text", name: "organization_kind" }) readonly organizationKind!: OrganizationKind;
  @Column({ type: "text" }) readonly name!: string;
  /** How the secret begins, by which people tell keys apart. */
  @Column({ type: "text" }) readonly prefix!: string;
  /** SHA-256 of the secret. */
  @Column({ type: "bytea", name: "secret_hash" }) readonly secretHash!: Buffer;
  @Column({ type: "text", array: true }) readonly roles!: Role[];
  @Column({ type: "uuid", name: "created_by" }) readonly createdBy!: Id;
  @Column(instantColumn("created_at")) readonly createdAt!: Instant;
  @Column(nullable(instantColumn("expires_at"))) readonly expiresAt!: Instant | null;
  @Column(nullable(instantColumn("revoked_at"))) readonly revokedAt!: Instant | null;
  @Column({ type: "uuid", name: "revoked_by", nullable: true }) readonly revokedBy!: Id | null;
}
