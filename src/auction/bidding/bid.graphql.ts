import { Field, Int, ObjectType } from "type-graphql";
import type { Id } from "../../platform/ids";
import { connectionType } from "../../platform/graphql/connections";
import { MoneyType } from "../../platform/graphql/money";
import { Node } from "../../platform/graphql/node";
import { DateTimeScalar, RateScalar } from "../../platform/graphql/scalars";
import type { Instant } from "../../platform/time";
import { BidDecision, BidReason, BidStatus } from "../auction-enums.graphql";
import type { Audience } from "../domain";

// type-graphql's own resolvers only read a property, at a cost that the hot path would pay two dozen times a bid.
@ObjectType("Bid", {
  implements: Node,
  simpleResolvers: true,
  description: "An offer and its one verdict.",
})
export class BidType extends Node {
  readonly auctionId!: Id;
  /** As whom it is seen. */
  readonly audience!: Audience;
  /** The firm behind the paddle, where the caller may know it; else null. */
  readonly buyerId!: Id | null;

  @Field(() => Int, {
    nullable: true,
    description: "Its entry's number in the auction's journal; null while sealed.",
  })
  readonly sequence!: number | null;

  @Field(() => BidDecision, { description: "The verdict; it never changes." })
  readonly decision!: BidDecision;

  @Field(() => BidReason, { nullable: true, description: "Why it was refused; null when it was accepted." })
  readonly reason!: BidReason | null;

  @Field(() => DateTimeScalar, {
    description:
      "When it was decided, by the database's clock; while nobody may count bids, to the millisecond only.",
  })
  readonly decidedAt!: Instant;

  @Field(() => BidStatus, { description: "Where it stands now." })
  readonly status!: BidStatus;

  @Field(() => MoneyType, {
    nullable: true,
    description:
      "The visible amount; null in a leader's raise without one. Of a sealed bid null until it is opened, then for its " +
      "firm; for the seller the result's, and the losers' once it was awarded.",
  })
  readonly amount!: MoneyType | null;

  @Field(() => MoneyType, {
    nullable: true,
    description: "The proxy maximum: the bidding firm's own eyes only.",
  })
  readonly maximum!: MoneyType | null;

  @Field(() => MoneyType, {
    nullable: true,
    description: "The least that the next bid had to be after this decision; null once none is taken.",
  })
  readonly minimumNextBid!: MoneyType | null;

  @Field(() => RateScalar, { nullable: true, description: "Amount ÷ face value of the portfolio." })
  readonly rateOfFace!: string | null;

  @Field(() => RateScalar, {
    nullable: true,
    description: "Amount ÷ reserve; for those who may read the reserve.",
  })
  readonly rateOfReserve!: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "Of a sealed bid once it was opened and if it counts: its place, the highest first; for its firm and the seller.",
  })
  readonly rank!: number | null;

  @Field(() => String, { description: "The firm's pseudonym in the auction." })
  readonly paddle!: string;
}

export const BidConnection = connectionType("Bid", () => BidType);
