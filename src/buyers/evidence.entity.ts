import { Column, Entity, PrimaryColumn } from "typeorm";
import { dateColumn, instantColumn, minorColumn } from "../platform/database/columns";
import type { Id } from "../platform/ids";
import type { CalendarDate, Instant } from "../platform/time";

/** What a firm sent, in an application or a renewal; the table takes inserts only. */
@Entity("qualification_evidence")
export class EvidenceEntity {
  @PrimaryColumn({ type: "uuid" }) readonly id!: Id;
  @Column({ type: "uuid", name: "qualification_id" }) readonly qualificationId!: Id;
  @Column({ type: "uuid", name: "submitted_by" }) readonly submittedBy!: Id;
  @Column(instantColumn("submitted_at")) readonly submittedAt!: Instant;
  @Column(dateColumn("insurance_valid_until")) readonly insuranceValidUntil!: CalendarDate;
  @Column(minorColumn("financial_capacity_minor")) readonly financialCapacityMinor!: bigint;
  @Column({ type: "text", name: "financial_capacity_currency" }) readonly financialCapacityCurrency!: string;
  @Column({ type: "text" }) readonly operations!: string;
  @Column({ type: "text", name: "conduct_record" }) readonly conductRecord!: string;
  @Column({ type: "text", name: "reference_list", array: true }) readonly references!: string[];
  @Column({ type: "text", array: true }) readonly affiliations!: string[];
}

@Entity("qualification_licence")
export class LicenceEntity {
  @PrimaryColumn({ type: "uuid", name: "evidence_id" }) readonly evidenceId!: Id;
  /** ISO 3166-2. */
  @PrimaryColumn({ type: "text" }) readonly jurisdiction!: string;
  @PrimaryColumn({ type: "text" }) readonly number!: string;
  @Column(dateColumn("valid_until")) readonly validUntil!: CalendarDate;
  /** The end of that day in the jurisdiction's zone, as it was known when the evidence was sent. */
  @Column(instantColumn("lapses_at")) readonly lapsesAt!: Instant;
}
