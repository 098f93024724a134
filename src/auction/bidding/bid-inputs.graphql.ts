import { Field, ID, InputType } from "type-graphql";
import type { Id } from "../../platform/ids";
import { DecimalScalar, UuidScalar } from "../../platform/graphql/scalars";
import { BelowIndicationReason } from "../auction-enums.graphql";

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
