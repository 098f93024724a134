import { Field, ID, InputType } from "type-graphql";
import { DateTimeScalar, DecimalScalar } from "../../platform/graphql/scalars";
import type { Id } from "../../platform/ids";
import type { Instant } from "../../platform/time";
import { BidDecision, BidReason } from "../auction-enums.graphql";

@InputType({ description: "Amounts from one to another, both included." })
export class DecimalRangeInput {
  @Field(() => DecimalScalar, { nullable: true, description: "The least; absent: any." })
  min?: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: "The most; absent: any." })
  max?: string | null;
}

@InputType({ description: "Instants from one, included, until another, left out." })
export class DateTimeRangeInput {
  @Field(() => DateTimeScalar, { nullable: true, description: "The first; absent: any." })
  from?: Instant | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "The first that is too late; absent: any." })
  until?: Instant | null;
}

@InputType({ description: "Which bids; of the values in a list one must fit, and every list." })
export class BidFilter {
  @Field(() => [ID], { nullable: true, description: "Made in one of these auctions." })
  auctionIds?: Id[] | null;

  @Field(() => [ID], { nullable: true, description: "Made for one of these portfolios." })
  portfolioIds?: Id[] | null;

  @Field(() => [ID], { nullable: true, description: "Made by one of these firms." })
  buyerIds?: Id[] | null;

  @Field(() => [BidDecision], { nullable: true, description: "With one of these verdicts." })
  decisions?: BidDecision[] | null;

  @Field(() => [BidReason], { nullable: true, description: "Refused for one of these reasons." })
  reasons?: BidReason[] | null;

  @Field(() => DecimalRangeInput, {
    nullable: true,
    description:
      "With a visible amount in this range: the number, read in each auction's own currency. A leader's raise without " +
      "an amount is in no range.",
  })
  amounts?: DecimalRangeInput | null;

  @Field(() => DateTimeRangeInput, { nullable: true, description: "Decided in this time." })
  times?: DateTimeRangeInput | null;
}
