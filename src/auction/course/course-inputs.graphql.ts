import { Field, ID, InputType, Int } from "type-graphql";
import type { Id } from "../../platform/ids";
import { DateTimeScalar, DecimalScalar, RateScalar } from "../../platform/graphql/scalars";
import type { Instant } from "../../platform/time";
import { AuctionFormat, ExtensionMode, ReserveVisibility } from "../auction-enums.graphql";
import { BestAndFinalInput } from "../phases/phases-inputs.graphql";
import { SealingInput } from "../sealing/sealing-inputs.graphql";

@InputType({ description: "From this price on, a bid must be higher by this step." })
export class IncrementInput {
  @Field(() => DecimalScalar, { description: "In the portfolio's currency; the first is 0." })
  from!: string;

  @Field(() => DecimalScalar, { description: "In the portfolio's currency; above 0." })
  step!: string;
}

@InputType({ description: "The soft close; all four belong together." })
export class ExtensionInput {
  @Field(() => Int, { description: "Seconds before the closing time in which a bid extends; above 0." })
  windowSeconds!: number;

  @Field(() => Int, { description: "Seconds that are added; with ADD at least the window." })
  addedSeconds!: number;

  @Field(() => ExtensionMode, { description: "Added to what." })
  mode!: ExtensionMode;

  @Field(() => DateTimeScalar, {
    description: "The closing time never moves past this; not before closesAt.",
  })
  hardEndAt!: Instant;
}

@InputType({ description: "How the price falls in DUTCH." })
export class DutchInput {
  @Field(() => RateScalar, {
    description: 'The part of the opening price by which it falls each step: "0.010000" is 1 %.',
  })
  stepRate!: string;

  @Field(() => Int, { description: "How long each price is asked, in seconds; at least 1." })
  stepSeconds!: number;
}

@InputType({ description: "An auction's terms. The reserve is the portfolio's approved floor." })
export class ScheduleAuctionInput {
  @Field(() => ID, { description: "An APPROVED portfolio." })
  portfolioId!: Id;

  @Field(() => AuctionFormat, { description: "How bids become a winner and a price." })
  format!: AuctionFormat;

  @Field(() => DateTimeScalar, { description: "From when it takes bids; in the future." })
  opensAt!: Instant;

  @Field(() => DateTimeScalar, {
    description:
      "When it closes; after opensAt. DUTCH and HYBRID: follows from the steps, whatever is given here. BEST_AND_FINAL: when " +
      "the first round does.",
  })
  closesAt!: Instant;

  @Field(() => DecimalScalar, {
    description: "The least that a first bid may be, in DUTCH the first price; in the portfolio's currency.",
  })
  openingPrice!: string;

  @Field(() => ReserveVisibility, { description: "What bidders learn of the reserve." })
  reserveVisibility!: ReserveVisibility;

  @Field(() => [IncrementInput], {
    description:
      "The increment table: starts at 0, rises, every step above 0. May be empty where bids need not rise (DUTCH).",
  })
  increments!: IncrementInput[];

  @Field(() => ExtensionInput, { nullable: true, description: "The soft close, in ENGLISH; absent: none." })
  extension?: ExtensionInput | null;

  @Field(() => DutchInput, { nullable: true, description: "How the price falls; needed in DUTCH." })
  dutch?: DutchInput | null;

  @Field(() => BestAndFinalInput, {
    nullable: true,
    description: "What follows the first round; needed in BEST_AND_FINAL.",
  })
  bestAndFinal?: BestAndFinalInput | null;

  @Field(() => SealingInput, {
    nullable: true,
    description:
      "How bids are sealed, in the formats that seal them; absent: by the server, to the operator alone.",
  })
  sealing?: SealingInput | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "Seconds after the close for which a winner whose licence has lapsed may renew it before it is in default; " +
      "absent: none.",
  })
  cureSeconds?: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "Seconds after the close for which bids behind the winner's bind; absent, or 0: without an end.",
  })
  standbySeconds?: number | null;
}

@InputType({ description: "Another schedule for an auction that has not opened." })
export class RescheduleAuctionInput {
  @Field(() => ID, { description: "A SCHEDULED auction." })
  auctionId!: Id;

  @Field(() => DateTimeScalar, { description: "From when it takes bids; in the future." })
  opensAt!: Instant;

  @Field(() => DateTimeScalar, { description: "When it closes; after opensAt." })
  closesAt!: Instant;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "The new hard end; needed where there is a soft close.",
  })
  hardEndAt?: Instant | null;
}

@InputType({ description: "Opens an auction before its time." })
export class OpenAuctionInput {
  @Field(() => ID, { description: "A SCHEDULED auction." })
  auctionId!: Id;
}

@InputType({ description: "Stops an auction for a while." })
export class PauseAuctionInput {
  @Field(() => ID, { description: "An OPEN auction." })
  auctionId!: Id;

  @Field(() => String, { description: "Why; participants read it." })
  reason!: string;
}

@InputType({ description: "Lets a paused auction go on." })
export class ResumeAuctionInput {
  @Field(() => ID, { description: "A PAUSED auction." })
  auctionId!: Id;
}

@InputType({ description: "Closes an auction." })
export class CloseAuctionInput {
  @Field(() => ID, { description: "An OPEN auction." })
  auctionId!: Id;

  @Field(() => String, { nullable: true, description: "Why; needed before closesAt." })
  reason?: string | null;
}

@InputType({ description: "Calls an auction off." })
export class CancelAuctionInput {
  @Field(() => ID, { description: "An auction that is not awarded." })
  auctionId!: Id;

  @Field(() => String, { description: "Why; participants read it." })
  reason!: string;
}
