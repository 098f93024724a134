import { Field, ID, InputType, registerEnumType } from "type-graphql";
import { AssetClass } from "../portfolio";
import { MoneyInput } from "../platform/graphql/money";
import { DateScalar } from "../platform/graphql/scalars";
import type { Id } from "../platform/ids";
import type { CalendarDate } from "../platform/time";

export enum QualificationDecision {
  QUALIFY = "QUALIFY",
  REJECT = "REJECT",
}

export enum RenewalDecision {
  CONFIRM = "CONFIRM",
  REJECT = "REJECT",
}

registerEnumType(QualificationDecision, {
  name: "QualificationDecision",
  description: "What comes of an application.",
  valuesConfig: {
    QUALIFY: {
      description: "The firm may be admitted to auctions: needs validUntil, assetClasses, exposureLimit.",
    },
    REJECT: { description: "It may not; it may apply anew." },
  },
});

registerEnumType(RenewalDecision, {
  name: "RenewalDecision",
  description: "What comes of a renewal.",
  valuesConfig: {
    CONFIRM: { description: "The new evidence counts: needs validUntil." },
    REJECT: { description: "What counted before goes on counting." },
  },
});

@InputType({ description: "A licence that the firm holds." })
export class LicenceInput {
  @Field(() => String, { description: "ISO 3166-2: US-CA." })
  jurisdiction!: string;

  @Field(() => String, { description: "Its number: 1 to 100 characters." })
  number!: string;

  @Field(() => DateScalar, { description: "Its last day, in the jurisdiction's zone." })
  validUntil!: CalendarDate;
}

@InputType({ description: "A firm's application to a seller." })
export class ApplyForQualificationInput {
  @Field(() => String, { description: "The seller's slug." })
  seller!: string;

  @Field(() => [LicenceInput], { description: "The licences that the firm holds, 200 at most." })
  licences!: LicenceInput[];

  @Field(() => DateScalar, { description: "The insurance's last day, in UTC." })
  insuranceValidUntil!: CalendarDate;

  @Field(() => MoneyInput, { description: "What the firm can spend." })
  financialCapacity!: MoneyInput;

  @Field(() => String, { description: "How the firm works its accounts." })
  operations!: string;

  @Field(() => String, { description: "Complaints, audits and proceedings, or that there are none." })
  conductRecord!: string;

  @Field(() => [String], { description: "Who can be asked about the firm, 50 at most." })
  references!: string[];

  @Field(() => [String], {
    description: "Names or slugs of the organizations that it belongs with, 50 at most.",
  })
  affiliations!: string[];
}

@InputType({ description: "An application to take under review." })
export class ReviewQualificationInput {
  @Field(() => ID, { description: "The qualification." })
  qualificationId!: Id;
}

@InputType({ description: "A decision on an application." })
export class DecideQualificationInput {
  @Field(() => ID, { description: "The qualification." })
  qualificationId!: Id;

  @Field(() => QualificationDecision, { description: "What comes of it." })
  decision!: QualificationDecision;

  @Field(() => String, { description: "Why; the firm does not read it." })
  rationale!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: "QUALIFY: the last day before the next review, in UTC.",
  })
  validUntil?: CalendarDate | null;

  @Field(() => [AssetClass], { nullable: true, description: "QUALIFY: what the firm may buy, one at least." })
  assetClasses?: AssetClass[] | null;

  @Field(() => MoneyInput, {
    nullable: true,
    description: "QUALIFY: the most that the firm may be committed to with this seller; above zero.",
  })
  exposureLimit?: MoneyInput | null;
}

@InputType({ description: "New licences and insurance of a qualified firm." })
export class RenewLicencesInput {
  @Field(() => ID, { description: "The firm's qualification." })
  qualificationId!: Id;

  @Field(() => [LicenceInput], {
    description:
      "All licences that count once this is confirmed, 200 at most; one that is left out is given up.",
  })
  licences!: LicenceInput[];

  @Field(() => DateScalar, { description: "The insurance's last day, in UTC." })
  insuranceValidUntil!: CalendarDate;
}

@InputType({ description: "A decision on a renewal." })
export class DecideRenewalInput {
  @Field(() => ID, { description: "The renewal." })
  renewalId!: Id;

  @Field(() => RenewalDecision, { description: "What comes of it." })
  decision!: RenewalDecision;

  @Field(() => String, { description: "Why; the firm does not read it." })
  rationale!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: "CONFIRM: the last day before the next review, in UTC.",
  })
  validUntil?: CalendarDate | null;
}
