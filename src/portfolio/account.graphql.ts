import { Field, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { connectionType } from "../platform/graphql/connections";
import { MoneyType } from "../platform/graphql/money";
import { Node } from "../platform/graphql/node";
import { DateScalar, DateTimeScalar, JsonScalar } from "../platform/graphql/scalars";
import type { Id } from "../platform/ids";
import { resultUnion } from "../platform/refusal";
import type { CalendarDate, Instant } from "../platform/time";
import { AccountStatus } from "./domain/account";
import { Ownership } from "./domain/ownership";
import { ScreeningResult } from "./domain/screening-rules";
import { PortfolioType } from "./portfolio.graphql";

registerEnumType(AccountStatus, {
  name: "AccountStatus",
  description: "What the seller's books say about an account.",
  valuesConfig: {
    CURRENT: { description: "Paid as agreed." },
    DELINQUENT: { description: "Past due." },
    CHARGED_OFF: { description: "Written off; still owed." },
    SETTLED: { description: "Settled by agreement." },
    PAID: { description: "Paid in full." },
  },
});

registerEnumType(Ownership, {
  name: "Ownership",
  description: "Where an account stands on its chain of title.",
  valuesConfig: {
    OWNED: { description: "Its seller's, and in no sale." },
    SALE_PENDING: { description: "Its seller's, and in a sale that was made and has not come to nothing." },
    SOLD: { description: "Its buyer's: it was transferred." },
    DROPPED: { description: "Left out of its sale before the transfer: its seller's." },
    PUT_BACK: { description: "Handed back by its buyer." },
  },
});

@ObjectType({ description: "An account's debtor. Masked, unless it is the answer of unmaskDebtor." })
export class Debtor {
  @Field(() => Boolean, { description: "Whether the values are hidden." })
  readonly isMasked!: boolean;

  @Field(() => String, { nullable: true, description: "Name." })
  readonly name!: string | null;

  @Field(() => String, { nullable: true, description: "Street and number." })
  readonly street!: string | null;

  @Field(() => String, { nullable: true, description: "City." })
  readonly city!: string | null;

  @Field(() => String, { nullable: true, description: "Postal code." })
  readonly postalCode!: string | null;

  @Field(() => String, { nullable: true, description: "Tax or social security number." })
  readonly taxId!: string | null;
}

@ObjectType({ description: "What one rule found about one account." })
export class Finding {
  @Field(() => String, { description: "The rule." })
  readonly rule!: string;

  @Field(() => String, { description: "The version that was in force on the as-of date." })
  readonly version!: string;

  @Field(() => ScreeningResult, { description: "What it says." })
  readonly result!: ScreeningResult;

  @Field(() => String, { description: "Why." })
  readonly reason!: string;

  @Field(() => JsonScalar, {
    description: "What it looked at: the as-of date, and the account's fact by its name.",
  })
  readonly inputs!: Record<string, string | boolean | null>;
}

@ObjectType({ description: "What screening says of an account." })
export class AccountScreening {
  readonly decidedById!: Id | null;

  @Field(() => ScreeningResult, { description: "The rules' result, or what a person decided." })
  readonly result!: ScreeningResult;

  @Field(() => [Finding], { description: "Every rule that hit; none for an account without a doubt." })
  readonly findings!: Finding[];

  @Field(() => DateTimeScalar, { nullable: true, description: "When a person decided." })
  readonly decidedAt!: Instant | null;

  @Field(() => String, { nullable: true, description: "Why that person decided so." })
  readonly rationale!: string | null;
}

@ObjectType("Account", {
  implements: Node,
  description: "One receivable. Seen by every role of the seller, its debtor masked.",
})
export class AccountType extends Node {
  readonly portfolioId!: Id;

  @Field(() => String, { description: "The seller's reference." })
  readonly reference!: string;

  @Field(() => MoneyType, { description: "What the debtor owes." })
  readonly balance!: MoneyType;

  @Field(() => MoneyType, {
    nullable: true,
    description: "What the books carry for it; null where not known.",
  })
  readonly bookValue!: MoneyType | null;

  @Field(() => DateScalar, { nullable: true, description: "Since when it is due." })
  readonly dueDate!: CalendarDate | null;

  @Field(() => Int, { nullable: true, description: "Whole days from the due date to the as-of date." })
  readonly daysPastDue!: number | null;

  @Field(() => DateScalar, { nullable: true, description: "When it was charged off." })
  readonly chargeOffDate!: CalendarDate | null;

  @Field(() => DateScalar, { nullable: true, description: "When the debtor last paid." })
  readonly lastPaymentDate!: CalendarDate | null;

  @Field(() => DateScalar, { nullable: true, description: "The last day of the limitation period." })
  readonly limitationDate!: CalendarDate | null;

  @Field(() => AccountStatus, { nullable: true, description: "What the seller's books say." })
  readonly status!: AccountStatus | null;

  @Field(() => String, { nullable: true, description: "The jurisdiction, ISO 3166-2." })
  readonly state!: string | null;

  @Field(() => String, { nullable: true, description: "The debtor's industry, as the tape writes it." })
  readonly industry!: string | null;

  @Field(() => String, { nullable: true, description: "What documents there are." })
  readonly documentation!: string | null;

  @Field(() => Debtor, {
    nullable: true,
    description: "The debtor, masked; null where the tape carried no personal data, or it was erased.",
  })
  readonly debtor!: Debtor | null;

  @Field(() => Ownership, {
    description: "Where it stands on its chain of title. What is not eligible stays its seller's.",
  })
  readonly ownership!: Ownership;

  @Field(() => DateTimeScalar, { nullable: true, description: "When the debtor's personal data was erased." })
  readonly debtorErasedAt!: Instant | null;

  @Field(() => AccountScreening, { nullable: true, description: "What screening says; null before it." })
  readonly screening!: AccountScreening | null;
}

export const AccountConnection = connectionType("Account", () => AccountType);

@InputType({ description: "A debtor whose personal data is to be shown." })
export class UnmaskDebtorInput {
  @Field(() => ID, { description: "The account." })
  accountId!: Id;

  @Field(() => String, { description: "What for; the journal keeps it with who asked." })
  purpose!: string;
}

@InputType({ description: "A debtor whose personal data is to be erased." })
export class EraseDebtorInput {
  @Field(() => ID, { description: "The account; its amounts and dates stay." })
  accountId!: Id;

  @Field(() => String, { description: "What for; the journal keeps it with who asked." })
  purpose!: string;
}

@InputType({ description: "A portfolio whose debtors' personal data is to be erased." })
export class ErasePersonalDataInput {
  @Field(() => ID, { description: "The portfolio; amounts and dates stay." })
  portfolioId!: Id;

  @Field(() => String, { description: "What for; the journal keeps it with who asked." })
  purpose!: string;
}

export const UnmaskDebtorResult = resultUnion("UnmaskDebtorResult", () => Debtor);
export const EraseDebtorResult = resultUnion("EraseDebtorResult", () => AccountType);
export const ErasePersonalDataResult = resultUnion("ErasePersonalDataResult", () => PortfolioType);
