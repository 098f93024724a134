import { Column, Entity, PrimaryColumn } from "typeorm";
import type { Id } from "../platform/ids";

/** An organization's group among those that a seller has found to belong together. */
@Entity("affiliation")
export class AffiliationEntity {
  @PrimaryColumn({ type: "uuid", name: "seller_id" }) readonly sellerId!: Id;
  /** A firm, or the seller itself. */
  @PrimaryColumn({ type: "uuid", name: "organization_id" }) readonly organizationId!: Id;
  @Column({ type: "uuid", name: "group_id" }) readonly groupId!: Id;
}
