import { Field, Int, ObjectType } from "type-graphql";
import { MoneyType } from "../../platform/graphql/money";
import { DateTimeScalar, RateScalar } from "../../platform/graphql/scalars";
import type { Instant } from "../../platform/time";
import { BidReason } from "../auction-enums.graphql";
import type { AuctionRecord } from "../auction.rows";

@ObjectType("RejectionCount", { description: "How many bids were refused for a reason." })
export class RejectionCountType {
  @Field(() => BidReason, { description: "The reason." })
  readonly reason!: BidReason;

  @Field(() => Int, { description: "How many." })
  readonly count!: number;
}

@ObjectType("TimelinePoint", { description: "How an auction stood at an instant." })
export class TimelinePointType {
  @Field(() => DateTimeScalar, { description: "The instant." })
  readonly at!: Instant;

  @Field(() => MoneyType, { nullable: true, description: "The leading amount; null before the first bid." })
  readonly leadingAmount!: MoneyType | null;

  @Field(() => Int, { description: "Bids that had moved leader or price and were not voided." })
  readonly bidCount!: number;
}

@ObjectType("AuctionStatistics", {
  description:
    "What an auction's bids come to, for the seller. No maximum is in here, but for the cover bid after the close.",
})
export class AuctionStatisticsType {
  readonly auction!: AuctionRecord;

  @Field(() => Int, { description: "Bids that were decided, accepted or refused." })
  readonly bidCount!: number;

  @Field(() => Int, { description: "Accepted ones, raises and voided ones included." })
  readonly acceptedCount!: number;

  @Field(() => Int, { description: "Refused ones." })
  readonly rejectedCount!: number;

  @Field(() => Int, { description: "Firms that bid, whatever came of it." })
  readonly bidderCount!: number;

  @Field(() => Int, { description: "How often the closing time moved." })
  readonly extensionCount!: number;

  @Field(() => [RejectionCountType], { description: "Refused bids by reason, the most frequent first." })
  readonly rejections!: RejectionCountType[];

  @Field(() => MoneyType, {
    nullable: true,
    description: "The leading amount, at the end the highest; null without bids.",
  })
  readonly highBid!: MoneyType | null;

  @Field(() => MoneyType, {
    nullable: true,
    description: "The next best firm's bid, once the auction is closed with a winner.",
  })
  readonly coverBid!: MoneyType | null;

  @Field(() => RateScalar, { nullable: true, description: "highBid ÷ coverBid." })
  readonly highToCoverRate!: string | null;

  @Field(() => RateScalar, {
    nullable: true,
    description: "The price, while it is open the leading amount, ÷ face value; null when nothing is sold.",
  })
  readonly priceToFace!: string | null;

  @Field(() => RateScalar, {
    nullable: true,
    description: "The same ÷ the reserve; null where there is none.",
  })
  readonly priceToReserve!: string | null;
}
