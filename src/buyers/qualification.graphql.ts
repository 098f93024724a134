import { Field, ID, ObjectType, registerEnumType } from "type-graphql";
import { AssetClass } from "../portfolio";
import { connectionType } from "../platform/graphql/connections";
import { MoneyType } from "../platform/graphql/money";
import { Node } from "../platform/graphql/node";
import { DateScalar, DateTimeScalar } from "../platform/graphql/scalars";
import type { Id } from "../platform/ids";
import type { CalendarDate, Instant } from "../platform/time";
import { QualificationStatus, RenewalStatus } from "./domain/qualification";

registerEnumType(QualificationStatus, {
  name: "QualificationStatus",
  description:
    "Where a firm's vetting by a seller stands: EXPELLED, else SUSPENDED, else LAPSED, else its state.",
  valuesConfig: {
    APPLIED: { description: "The firm has applied." },
    UNDER_REVIEW: { description: "The seller is looking into it." },
    QUALIFIED: { description: "The firm may be admitted to auctions and bid." },
    REJECTED: { description: "The seller declined; the firm may apply anew." },
    LAPSED: { description: "The review date, the insurance or a licence has expired; a renewal cures it." },
    SUSPENDED: { description: "The seller has suspended the firm until it is reinstated." },
    EXPELLED: { description: "The seller has expelled the firm for good." },
  },
});

registerEnumType(RenewalStatus, {
  name: "RenewalStatus",
  description: "Where a renewal of a firm's evidence stands.",
  valuesConfig: {
    PENDING: { description: "The seller has not decided it; what counted before still counts." },
    CONFIRMED: { description: "It counts." },
    REJECTED: { description: "It does not count; what counted before still does." },
  },
});

@ObjectType("Licence", { description: "A firm's licence to buy or collect debt." })
export class LicenceType {
  @Field(() => String, { description: "ISO 3166-2: US-CA." })
  readonly jurisdiction!: string;

  @Field(() => String, { description: "The licence's number." })
  readonly number!: string;

  @Field(() => DateScalar, { description: "Its last day." })
  readonly validUntil!: CalendarDate;

  @Field(() => DateTimeScalar, {
    description: "The end of that day in the jurisdiction's zone, where none is known in UTC.",
  })
  readonly lapsesAt!: Instant;
}

@ObjectType("QualificationEvidence", {
  description: "What a firm stated about itself: kept as it was sent, for the seller and the firm.",
})
export class EvidenceType {
  @Field(() => ID, { description: "Its identifier." })
  readonly id!: Id;

  @Field(() => DateTimeScalar, { description: "When the firm sent it." })
  readonly submittedAt!: Instant;

  @Field(() => [LicenceType], { description: "Its licences." })
  readonly licences!: LicenceType[];

  @Field(() => DateScalar, { description: "The insurance's last day, which ends in UTC." })
  readonly insuranceValidUntil!: CalendarDate;

  @Field(() => MoneyType, { description: "What the firm can spend." })
  readonly financialCapacity!: MoneyType;

  @Field(() => String, { description: "How it works its accounts." })
  readonly operations!: string;

  @Field(() => String, { description: "Complaints, audits and proceedings." })
  readonly conductRecord!: string;

  @Field(() => [String], { description: "Who can be asked about it." })
  readonly references!: string[];

  @Field(() => [String], { description: "The organizations that it says it belongs with." })
  readonly affiliations!: string[];
}

@ObjectType("Renewal", { description: "New evidence from a qualified firm, for the seller to confirm." })
export class RenewalType {
  @Field(() => ID, { description: "What decideRenewal names." })
  readonly id!: Id;

  @Field(() => RenewalStatus, { description: "Whether it counts." })
  readonly status!: RenewalStatus;

  @Field(() => EvidenceType, { description: "The evidence." })
  readonly evidence!: EvidenceType;

  @Field(() => DateTimeScalar, { nullable: true, description: "When it was decided." })
  readonly decidedAt!: Instant | null;

  @Field(() => String, {
    nullable: true,
    description: "Why it was decided so. The seller's; null for the firm.",
  })
  readonly rationale!: string | null;
}

@ObjectType("Qualification", {
  implements: Node,
  description: "A firm's vetting by one seller. Seen by that seller and that firm, by nobody else.",
})
export class QualificationType extends Node {
  @Field(() => QualificationStatus, { description: "Where it stands now." })
  readonly status!: QualificationStatus;

  @Field(() => DateTimeScalar, { description: "When the firm applied." })
  readonly submittedAt!: Instant;

  @Field(() => EvidenceType, {
    description: "What the firm applied with, and what the decision was based on.",
  })
  readonly application!: EvidenceType;

  @Field(() => EvidenceType, {
    description: "What counts now: the application, or the last confirmed renewal.",
  })
  readonly evidence!: EvidenceType;

  @Field(() => DateTimeScalar, { nullable: true, description: "When it was decided." })
  readonly decidedAt!: Instant | null;

  @Field(() => String, {
    nullable: true,
    description: "Why it was decided so. The seller's; null for the firm.",
  })
  readonly rationale!: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: "The last day before the next review is due; ends in UTC.",
  })
  readonly validUntil!: CalendarDate | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      "When the review date, the insurance or a licence first expires; null until the firm is qualified.",
  })
  readonly lapsesAt!: Instant | null;

  @Field(() => [AssetClass], { description: "What the firm may buy; empty until it is qualified." })
  readonly assetClasses!: AssetClass[];

  @Field(() => MoneyType, {
    nullable: true,
    description:
      "The most that the firm may be committed to with this seller, in the currency that it was qualified in.",
  })
  readonly exposureLimit!: MoneyType | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "Since when the firm is suspended; null: it is not.",
  })
  readonly suspendedAt!: Instant | null;

  @Field(() => String, {
    nullable: true,
    description: "Why it is suspended. The seller's; null for the firm.",
  })
  readonly suspensionReason!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "When the firm was expelled." })
  readonly expelledAt!: Instant | null;

  @Field(() => String, {
    nullable: true,
    description: "Why it was expelled. The seller's; null for the firm.",
  })
  readonly expulsionReason!: string | null;

  @Field(() => RenewalType, { nullable: true, description: "The last renewal; null: there was none." })
  readonly renewal!: RenewalType | null;

  /** Shown as `buyer`. */
  readonly buyerId!: Id;
  /** Shown as `seller`. */
  readonly sellerId!: Id;
  /** Shown as `decidedBy`; `null` for whoever may not know. */
  readonly deciderId!: Id | null;
}

export const QualificationConnection = connectionType("Qualification", () => QualificationType);
