import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { connectionType } from "../platform/graphql/connections";
import { MoneyType } from "../platform/graphql/money";
import { Node } from "../platform/graphql/node";
import { CurrencyCodeScalar, DateScalar, RateScalar } from "../platform/graphql/scalars";
import type { Id } from "../platform/ids";
import type { CurrencyCode } from "../platform/money";
import { resultUnion } from "../platform/refusal";
import type { CalendarDate } from "../platform/time";
import { AssetClass, PortfolioStatus } from "./domain/portfolio";
import { SegmentDimension } from "./domain/segments";
import "./portfolio-enums.graphql";

@ObjectType("Portfolio", {
  implements: Node,
  description:
    "A named set of accounts that one seller may sell. Seen by the seller; by a firm that was invited to its auction " +
    "without book value, origin and screening.",
})
export class PortfolioType extends Node {
  readonly sellerId!: Id;
  readonly parentId!: Id | null;
  readonly bookValueMinor!: bigint | null;

  @Field(() => String, { description: "Its name." })
  readonly name!: string;

  @Field(() => PortfolioStatus, { description: "Where it stands on its way to a sale." })
  readonly status!: PortfolioStatus;

  @Field(() => Int, { description: "How often it has come to market, this time included." })
  readonly attempt!: number;

  @Field(() => AssetClass, { description: "What kind of debt it holds." })
  readonly assetClass!: AssetClass;

  @Field(() => CurrencyCodeScalar, { description: "The currency of all its amounts." })
  readonly currency!: CurrencyCode;

  @Field(() => DateScalar, { description: "The cut-off: accounts are judged as they stood on this day." })
  readonly asOf!: CalendarDate;

  @Field(() => Int, { description: "All its accounts until it is screened, then the eligible ones." })
  readonly accountCount!: number;

  @Field(() => MoneyType, { description: "What the debtors owe on these accounts." })
  readonly faceValue!: MoneyType;
}

@ObjectType({ description: "Accounts with the same key in every dimension that was asked for." })
export class Segment {
  @Field(() => [SegmentKey], { description: "What they have in common, in the order that was asked for." })
  readonly keys!: SegmentKey[];

  @Field(() => Int, { description: "How many accounts." })
  readonly accountCount!: number;

  @Field(() => Int, {
    description: "How many of them are very small: below 500 whole units of the currency.",
  })
  readonly verySmallCount!: number;

  @Field(() => MoneyType, { description: "What their debtors owe." })
  readonly faceValue!: MoneyType;

  @Field(() => RateScalar, { description: "Its part of the portfolio's face value." })
  readonly shareOfFace!: string;
}

@ObjectType({ description: "What a segment's accounts have in common." })
export class SegmentKey {
  @Field(() => SegmentDimension, { description: "By what they are grouped." })
  readonly dimension!: SegmentDimension;

  @Field(() => String, { description: "The group, or UNKNOWN." })
  readonly value!: string;
}

export const PortfolioConnection = connectionType("Portfolio", () => PortfolioType);

@InputType({ description: "Which portfolios; everything that is given must hold." })
export class PortfolioFilter {
  @Field(() => [PortfolioStatus], { nullable: true, description: "In one of these states." })
  status?: PortfolioStatus[] | null;

  @Field(() => [AssetClass], { nullable: true, description: "Of one of these asset classes." })
  assetClass?: AssetClass[] | null;

  @Field(() => String, { nullable: true, description: "A part of the name, in any case." })
  nameContains?: string | null;
}

@InputType({ description: "A new portfolio, of the caller's organization." })
export class CreatePortfolioInput {
  @Field(() => String, { description: "1 to 200 characters." })
  name!: string;

  @Field(() => AssetClass, { description: "What kind of debt it holds." })
  assetClass!: AssetClass;

  @Field(() => CurrencyCodeScalar, { description: "The currency of all its amounts." })
  currency!: CurrencyCode;

  @Field(() => DateScalar, { description: "The cut-off day, from 1970-01-01 on." })
  asOf!: CalendarDate;
}

@InputType({ description: "A portfolio that is not to be sold." })
export class WithdrawPortfolioInput {
  @Field(() => ID, {
    description: "Any that is not SOLD; an auction of it that is not final must be cancelled first.",
  })
  portfolioId!: Id;

  @Field(() => String, { description: "Why; the journal keeps it." })
  reason!: string;
}

export const CreatePortfolioResult = resultUnion("CreatePortfolioResult", () => PortfolioType);
export const WithdrawPortfolioResult = resultUnion("WithdrawPortfolioResult", () => PortfolioType);
