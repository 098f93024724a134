import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { MoneyType } from "../../platform/graphql/money";
import { DateTimeScalar, DecimalScalar } from "../../platform/graphql/scalars";
import type { Id } from "../../platform/ids";
import { resultUnion } from "../../platform/refusal";
import type { Instant } from "../../platform/time";
import { ScreeningResult } from "../domain/screening-rules";
import { PortfolioType } from "../portfolio.graphql";

@ObjectType({ description: "A number of accounts and what they come to." })
export class AccountTotals {
  @Field(() => Int, { description: "How many accounts." })
  readonly accountCount!: number;

  @Field(() => MoneyType, { description: "What their debtors owe." })
  readonly faceValue!: MoneyType;
}

@ObjectType({
  description: "What a version of a rule found, for one reason, and what that costs in face value.",
})
export class RuleOutcome extends AccountTotals {
  @Field(() => String, { description: "The rule." })
  readonly rule!: string;

  @Field(() => String, { description: "The version that was in force on the as-of date." })
  readonly version!: string;

  @Field(() => ScreeningResult, { description: "What it says of these accounts." })
  readonly result!: ScreeningResult;

  @Field(() => String, { description: "Why." })
  readonly reason!: string;

  @Field(() => [String], { description: "The facts of an account that it looks at, beside the as-of date." })
  readonly inputs!: string[];
}

@ObjectType({
  description: "What the rules of the as-of date say of a portfolio's accounts. For the seller.",
})
export class Screening {
  @Field(() => DateTimeScalar, { description: "When the rules were applied." })
  readonly screenedAt!: Instant;

  @Field(() => AccountTotals, { description: "The accounts that are offered." })
  readonly eligible!: AccountTotals;

  @Field(() => AccountTotals, { description: "The accounts that may not be sold; each is counted once." })
  readonly excluded!: AccountTotals;

  @Field(() => AccountTotals, { description: "Those of which a person must decide; none that is excluded." })
  readonly needsReview!: AccountTotals;

  @Field(() => [RuleOutcome], {
    description:
      "Every hit of every rule, in the order of the rules: they overlap, and people's decisions do not count.",
  })
  readonly byRule!: RuleOutcome[];
}

@InputType({ description: "A portfolio to screen." })
export class ScreenPortfolioInput {
  @Field(() => ID, { description: "One that is IMPORTED." })
  portfolioId!: Id;
}

@InputType({ description: "What a person decides of accounts that need review." })
export class DecideAccountReviewsInput {
  @Field(() => ID, { description: "One that is SCREENED." })
  portfolioId!: Id;

  @Field(() => [ID], {
    description: "1 to 1,000 accounts of it; each needs review, or the decision is its present one.",
  })
  accountIds!: Id[];

  @Field(() => ScreeningResult, { description: "ELIGIBLE or EXCLUDED." })
  decision!: ScreeningResult;

  @Field(() => String, { description: "Why; the journal keeps it." })
  rationale!: string;
}

@InputType({
  description:
    "Which accounts: everything that is given must hold, and every bound is inclusive. An account of which the tape does " +
    "not say what is asked is not among them.",
})
export class AccountFilter {
  @Field(() => DecimalScalar, { nullable: true, description: "Balance from, in the portfolio's currency." })
  minBalance?: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: "Balance up to and including." })
  maxBalance?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: "Whole days past due at the as-of date, from: 181 for more than 180 days.",
  })
  minDaysPastDue?: number | null;

  @Field(() => Int, { nullable: true, description: "Days past due up to and including." })
  maxDaysPastDue?: number | null;

  @Field(() => [String], {
    nullable: true,
    description: "In one of these jurisdictions: US-CA, or CA for it.",
  })
  states?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: "Of one of these industries, as the tape writes them.",
  })
  industries?: string[] | null;
}

@InputType({ description: "A new portfolio cut from another." })
export class CarveOutPortfolioInput {
  @Field(() => ID, { description: "One that is IMPORTED or SCREENED; it keeps the other accounts." })
  portfolioId!: Id;

  @Field(() => String, { description: "The new portfolio's name, 1 to 200 characters." })
  name!: string;

  @Field(() => AccountFilter, { description: "The accounts that move, eligible or not; at least one bound." })
  filter!: AccountFilter;
}

export const ScreenPortfolioResult = resultUnion("ScreenPortfolioResult", () => PortfolioType);
export const DecideAccountReviewsResult = resultUnion("DecideAccountReviewsResult", () => PortfolioType);
export const CarveOutPortfolioResult = resultUnion("CarveOutPortfolioResult", () => PortfolioType);
