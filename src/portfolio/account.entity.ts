import { Column, Entity, PrimaryColumn } from "typeorm";
import { dateColumn, instantColumn, minorColumn, nullable } from "../platform/database/columns";
import type { Id } from "../platform/ids";
import type { CalendarDate, Instant } from "../platform/time";
import type { AccountFacts, AccountStatus } from "./domain/account";

/** An account without its debtor's personal data, which lies sealed beside it. */
@Entity("account")
export class AccountEntity implements AccountFacts {
  /** In the order of the tape. */
  @PrimaryColumn({ type: "uuid" }) readonly id!: Id;
  @Column({ type: "uuid", name: "portfolio_id" }) readonly portfolioId!: Id;
  @Column({ type: "uuid", name: "seller_id" }) readonly sellerId!: Id;
  @Column({ type: "text" }) readonly reference!: string;
  @Column(minorColumn("balance_minor")) readonly balance!: bigint;
  @Column(nullable(minorColumn("book_value_minor"))) readonly bookValue!: bigint | null;
  @Column(nullable(dateColumn("due_date"))) readonly dueDate!: CalendarDate | null;
  @Column(nullable(dateColumn("charge_off_date"))) readonly chargeOffDate!: CalendarDate | null;
  @Column(nullable(dateColumn("last_payment_date"))) readonly lastPaymentDate!: CalendarDate | null;
  @Column(nullable(dateColumn("limitation_date"))) readonly limitationDate!: CalendarDate | null;
  @Column({ type: "text", nullable: true }) readonly status!: AccountStatus | null;
  @Column({ type: "text", nullable: true }) readonly state!: string | null;
  @Column({ type: "text", nullable: true }) readonly industry!: string | null;
  @Column({ type: "text", nullable: true }) readonly documentation!: string | null;
  @Column({ type: "boolean", name: "is_bankrupt", nullable: true }) readonly bankrupt!: boolean | null;
  @Column({ type: "boolean", name: "is_deceased", nullable: true }) readonly deceased!: boolean | null;
  @Column({ type: "boolean", name: "has_identity_theft", nullable: true })
  readonly identityTheft!: boolean | null;
  @Column({ type: "boolean", name: "is_on_active_duty", nullable: true })
  readonly activeDuty!: boolean | null;
  @Column({ type: "boolean", name: "is_disputed", nullable: true }) readonly disputed!: boolean | null;
  @Column({ type: "boolean", name: "is_in_litigation", nullable: true })
  readonly inLitigation!: boolean | null;
  @Column({ type: "boolean", name: "is_withdrawn" }) readonly isWithdrawn!: boolean;
  @Column(nullable(instantColumn("debtor_erased_at"))) readonly debtorErasedAt!: Instant | null;
}
