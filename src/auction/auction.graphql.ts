import { Field, Int, ObjectType } from "type-graphql";
import type { Id } from "../platform/ids";
import { connectionType } from "../platform/graphql/connections";
import { MoneyType } from "../platform/graphql/money";
import { Node } from "../platform/graphql/node";
import { DateTimeScalar, RateScalar } from "../platform/graphql/scalars";
import type { Instant } from "../platform/time";
import {
  AuctionFormat,
  AuctionPhase,
  AuctionStatus,
  ExtensionMode,
  OutcomeKind,
  ReserveVisibility,
} from "./auction-enums.graphql";
import { ParticipantType } from "./participants/participant.graphql";
import { BestAndFinalTermsType } from "./phases/phases.graphql";
import { SealingTermsType } from "./sealing/sealing.graphql";
import { StandingType } from "./standing.graphql";

@ObjectType("IncrementStep", { description: "From this price on, a bid must be higher by this step." })
export class IncrementStepType {
  @Field(() => MoneyType, { description: "The price from which the step holds; the table starts at 0." })
  readonly from!: MoneyType;

  @Field(() => MoneyType, { description: "The least by which a bid must be higher." })
  readonly step!: MoneyType;
}

@ObjectType("ExtensionTerms", { description: "The soft close: how late bids move the closing time." })
export class ExtensionTermsType {
  @Field(() => Int, { description: "Seconds before the closing time in which a bid extends." })
  readonly windowSeconds!: number;

  @Field(() => Int, { description: "Seconds that are added." })
  readonly addedSeconds!: number;

  @Field(() => ExtensionMode, { description: "Added to what." })
  readonly mode!: ExtensionMode;

  @Field(() => DateTimeScalar, { nullable: true, description: "The closing time never moves past this." })
  readonly hardEndAt!: Instant | null;
}

@ObjectType("DutchTerms", { description: "How the price falls in DUTCH." })
export class DutchTermsType {
  @Field(() => RateScalar, { description: "The part of the opening price by which it falls each step." })
  readonly stepRate!: string;

  @Field(() => Int, { description: "How long each price is asked, in seconds." })
  readonly stepSeconds!: number;
}

@ObjectType("AuctionTerms", { description: "What scheduling pinned." })
export class AuctionTermsType {
  @Field(() => MoneyType, { description: "The least that a first bid may be." })
  readonly openingPrice!: MoneyType;

  @Field(() => [IncrementStepType], { description: "The increment table, rising." })
  readonly increments!: IncrementStepType[];

  @Field(() => ExtensionTermsType, {
    nullable: true,
    description: "The soft close; null where there is none.",
  })
  readonly extension!: ExtensionTermsType | null;

  @Field(() => DutchTermsType, { nullable: true, description: "How the price falls; null but in DUTCH." })
  readonly dutch!: DutchTermsType | null;

  @Field(() => BestAndFinalTermsType, {
    nullable: true,
    description: "What follows the first round; null but in BEST_AND_FINAL.",
  })
  readonly bestAndFinal!: BestAndFinalTermsType | null;

  @Field(() => SealingTermsType, {
    nullable: true,
    description: "How bids are sealed; null in formats that do not seal them.",
  })
  readonly sealing!: SealingTermsType | null;

  @Field(() => Int, {
    description: "Seconds after the close for which a winner whose licence has lapsed may renew it.",
  })
  readonly cureSeconds!: number;

  @Field(() => Int, {
    description: "Seconds after the close for which bids behind the winner's bind; 0: without an end.",
  })
  readonly standbySeconds!: number;

  @Field(() => ReserveVisibility, { description: "What bidders learn of the reserve." })
  readonly reserveVisibility!: ReserveVisibility;

  @Field(() => String, { description: "The version of the rules that decide this auction." })
  readonly rulesVersion!: string;
}

@ObjectType("AuctionOutcome", { description: "How a closed auction ended." })
export class AuctionOutcomeType {
  @Field(() => OutcomeKind, { description: "Won, or why not." })
  readonly kind!: OutcomeKind;

  @Field(() => ParticipantType, {
    nullable: true,
    description: "Who won; its firm is shown to the seller and itself.",
  })
  readonly winner!: ParticipantType | null;

  @Field(() => MoneyType, { nullable: true, description: "The price; null when nobody won." })
  readonly price!: MoneyType | null;

  @Field(() => MoneyType, { nullable: true, description: "The next best bid: the seller's eyes only." })
  readonly cover!: MoneyType | null;

  @Field(() => Boolean, { description: "In the last window no node could take a bid for more than 60 s." })
  readonly interrupted!: boolean;

  @Field(() => Boolean, { description: "It was closed by command before its time." })
  readonly early!: boolean;
}

@ObjectType("Auction", { implements: Node, description: "One portfolio offered under pinned rules." })
export class AuctionType extends Node {
  readonly portfolioId!: Id;

  @Field(() => AuctionFormat, { description: "How bids become a winner and a price." })
  readonly format!: AuctionFormat;

  @Field(() => AuctionStatus, { description: "Where it stands." })
  readonly status!: AuctionStatus;

  @Field(() => AuctionPhase, {
    nullable: true,
    description: "Its phase, in the formats that have several; null before the opening.",
  })
  readonly phase!: AuctionPhase | null;

  @Field(() => DateTimeScalar, { description: "From when it takes bids." })
  readonly opensAt!: Instant;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      "When it closes as things stand, or its phase does: a bid at exactly this time is late. Null while paused, and while " +
      "no time ends the phase.",
  })
  readonly closesAt!: Instant | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "As of when it closed." })
  readonly closedAt!: Instant | null;

  @Field(() => DateTimeScalar, { description: "The server's time now: count down from this." })
  readonly serverTime!: Instant;

  @Field(() => AuctionTermsType, { description: "What scheduling pinned." })
  readonly terms!: AuctionTermsType;

  @Field(() => MoneyType, {
    nullable: true,
    description: "The reserve; for the seller, and for all if disclosed.",
  })
  readonly reserve!: MoneyType | null;

  @Field(() => StandingType, { description: "The current result." })
  readonly standing!: StandingType;

  @Field(() => AuctionOutcomeType, { nullable: true, description: "How it ended; null until then." })
  readonly outcome!: AuctionOutcomeType | null;
}

export const AuctionConnection = connectionType("Auction", () => AuctionType);
