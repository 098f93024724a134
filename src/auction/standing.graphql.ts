import { Field, Int, ObjectType } from "type-graphql";
import { MoneyType } from "../platform/graphql/money";
import { DateTimeScalar } from "../platform/graphql/scalars";
import type { Instant } from "../platform/time";
import { AuctionPhase, AuctionStatus, ReserveStatus } from "./auction-enums.graphql";

@ObjectType("Standing", {
  simpleResolvers: true,
  description:
    "An auction's current result, the same for everyone who may see it. While bids are sealed everything but status and " +
    "times is null; once they are opened, who won is told to the seller and the winner, and the count to the seller.",
})
export class StandingType {
  @Field(() => AuctionStatus, { description: "Where the auction stands." })
  readonly status!: AuctionStatus;

  @Field(() => AuctionPhase, {
    nullable: true,
    description: "Its phase, in the formats that have several; null before the opening.",
  })
  readonly phase!: AuctionPhase | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      "When it closes as things stand, or its phase does; null while paused, and while no time ends the phase.",
  })
  readonly closesAt!: Instant | null;

  @Field(() => DateTimeScalar, {
    description: "The server's time now: count down from this, not from your own clock.",
  })
  readonly serverTime!: Instant;

  @Field(() => MoneyType, {
    nullable: true,
    description: "The price that the leader would pay; null before a bid.",
  })
  readonly leadingAmount!: MoneyType | null;

  @Field(() => String, { nullable: true, description: "The leader's pseudonym." })
  readonly leadingPaddle!: string | null;

  @Field(() => Int, { nullable: true, description: "Accepted bids that everyone was shown." })
  readonly bidCount!: number | null;

  @Field(() => ReserveStatus, {
    nullable: true,
    description: "How the leading amount stands to the reserve.",
  })
  readonly reserveStatus!: ReserveStatus | null;

  @Field(() => MoneyType, {
    nullable: true,
    description: "The least that a rival must bid next; null once closed.",
  })
  readonly minimumNextBid!: MoneyType | null;
}
