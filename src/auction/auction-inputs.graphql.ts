import { Field, ID, InputType, Int } from "type-graphql";
import type { Id } from "../platform/ids";
import { DateTimeScalar, DecimalScalar, RateScalar, UuidScalar } from "../platform/graphql/scalars";
import type { Instant } from "../platform/time";
import {
  AuctionFormat,
  AuctionStatus,
  BelowIndicationReason,
  ExtensionMode,
  ReserveVisibility,
} from "./auction-enums.graphql";
import { BestAndFinalInput } from "./phases/phases-inputs.graphql";
import { SealingInput } from "./sealing/sealing-inputs.graphql";

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

@InputType({ description: "Invites a firm: it may see the auction and sign the NDA." })
export class InviteBuyerInput {
  @Field(() => ID, { description: "The auction." })
  auctionId!: Id;

  @Field(() => ID, { description: "The firm." })
  buyerId!: Id;
}

@InputType({ description: "The firm's signature under the auction's non-disclosure agreement." })
export class SignNdaInput {
  @Field(() => ID, { description: "An auction that the firm was invited to." })
  auctionId!: Id;
}

@InputType({ description: "Admits a firm: it may bid." })
export class AdmitBuyerInput {
  @Field(() => ID, { description: "The auction." })
  auctionId!: Id;

  @Field(() => ID, {
    description: "The firm: qualified for the asset class, licensed where the accounts are.",
  })
  buyerId!: Id;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: "The most that it may bid here; absent: no such limit.",
  })
  limit?: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "When it signed the NDA on paper; absent: it must have signed by signNda.",
  })
  ndaSignedAt?: Instant | null;
}

@InputType({ description: "Changes what a participant may bid at most." })
export class SetParticipantLimitInput {
  @Field(() => ID, { description: "The auction." })
  auctionId!: Id;

  @Field(() => ID, { description: "The firm." })
  buyerId!: Id;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: "The most that it may bid here; null: no such limit.",
  })
  limit?: string | null;
}

@InputType({ description: "Takes a firm out of an auction; all of its bids there become void." })
export class RemoveBuyerInput {
  @Field(() => ID, { description: "The auction." })
  auctionId!: Id;

  @Field(() => ID, { description: "The firm." })
  buyerId!: Id;

  @Field(() => String, { description: "Why, for the file; participants are told a code only." })
  reason!: string;
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

@InputType({ description: "A bid, with amounts in the auction's currency." })
export class PlaceBidInput {
  @Field(() => ID, { description: "The auction." })
  auctionId!: Id;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      "The visible amount; may be left out only where a leader raises its maximum. In DUTCH it names the step: the price " +
      "asked now, else the bid is refused.",
  })
  amount?: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: "The proxy maximum, at least the amount; absent: the amount. Only your firm ever sees it.",
  })
  maximum?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The amount in a box that your program sealed to the auction's custodians, in base64url; then nothing else says " +
      "the amount. For sealed auctions whose sealer is CLIENT.",
  })
  sealed?: string | null;

  @Field(() => BelowIndicationReason, {
    nullable: true,
    description:
      "Why a binding bid of BEST_AND_FINAL is below your firm's own indication: without it such a bid does not count. Sent " +
      "always, it tells nothing about the amount. The seller reads it once bids are open.",
  })
  belowIndicationReason?: BelowIndicationReason | null;

  @Field(() => UuidScalar, {
    description: "Made and kept by you before you send: sent again, the same bid gets the same decision.",
  })
  idempotencyKey!: string;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: "Yes, the amount is meant as it stands.",
  })
  confirmHigh?: boolean | null;
}

@InputType({ description: "Takes a bid back, where the format knows that." })
export class WithdrawBidInput {
  @Field(() => ID, { description: "The auction." })
  auctionId!: Id;

  @Field(() => UuidScalar, { description: "A key of its own; see PlaceBidInput." })
  idempotencyKey!: string;
}

@InputType({ description: "Which auctions; every condition given must hold." })
export class AuctionFilter {
  @Field(() => [AuctionStatus], { nullable: true, description: "In one of these states." })
  status?: AuctionStatus[] | null;

  @Field(() => [AuctionFormat], { nullable: true, description: "Of one of these formats." })
  format?: AuctionFormat[] | null;

  @Field(() => [ID], { nullable: true, description: "Of one of these portfolios." })
  portfolioIds?: Id[] | null;
}
