import { Column, Entity, PrimaryColumn } from "typeorm";
import type { ActorKind } from "../../platform/access/viewer";
import { instantColumn, minorColumn, nullable } from "../../platform/database/columns";
import type { Id } from "../../platform/ids";
import type { Instant } from "../../platform/time";
import type { TapeMapping } from "../domain/mapping";
import type { OnRejected, TapeImportStatus } from "../domain/tape-import";
import type { TapeRejectionCode } from "../domain/tape-rejection";

@Entity("tape_import")
export class TapeImportEntity {
  @PrimaryColumn({ type: "uuid" }) readonly id!: Id;
  @Column({ type: "uuid", name: "portfolio_id" }) readonly portfolioId!: Id;
  @Column({ type: "text", name: "file_name" }) readonly fileName!: string;
  @Column({ type: "jsonb" }) readonly mapping!: TapeMapping;
  @Column({ type: "text", name: "on_rejected" }) readonly onRejected!: OnRejected;
  @Column({ type: "integer", name: "expected_rows", nullable: true }) readonly expectedRows!: number | null;
  @Column(nullable(minorColumn("expected_face_value_minor")))
  readonly expectedFaceValue!: bigint | null;
  /** As it was written; `statusAt` says what it is by now. */
  @Column({ type: "text" }) readonly status!: TapeImportStatus;
  /** The upload ended before the file did: the ticket may be used again. */
  @Column({ type: "boolean", name: "is_cut_off" }) readonly isCutOff!: boolean;
  /** Why it was refused. */
  @Column({ type: "text", nullable: true }) readonly reason!: string | null;
  @Column({ type: "integer", name: "rows_read" }) readonly rowsRead!: number;
  @Column({ type: "integer", name: "rows_accepted" }) readonly rowsAccepted!: number;
  @Column({ type: "integer", name: "rows_rejected" }) readonly rowsRejected!: number;
  /** Of which the first are in `tape_rejection`. */
  @Column({ type: "integer", name: "rejection_count" }) readonly rejectionCount!: number;
  @Column(nullable(minorColumn("face_value_minor"))) readonly faceValue!: bigint | null;
  @Column({ type: "uuid", name: "started_by" }) readonly startedBy!: Id;
  @Column({ type: "text", name: "started_by_kind" }) readonly startedByKind!: ActorKind;
  @Column(instantColumn("started_at")) readonly startedAt!: Instant;
  @Column(instantColumn("ticket_expires_at")) readonly ticketExpiresAt!: Instant;
}

@Entity("tape_rejection")
export class TapeRejectionEntity {
  @PrimaryColumn({ type: "uuid", name: "tape_import_id" }) readonly tapeImportId!: Id;
  /** In the order of the file. */
  @PrimaryColumn({ type: "integer" }) readonly number!: number;
  @Column({ type: "integer" }) readonly line!: number;
  @Column({ type: "text", name: "column_name", nullable: true }) readonly column!: string | null;
  @Column({ type: "text" }) readonly code!: TapeRejectionCode;
  @Column({ type: "text" }) readonly message!: string;
}
