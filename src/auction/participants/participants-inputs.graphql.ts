import { Field, ID, InputType } from "type-graphql";
import type { Id } from "../../platform/ids";
import { DateTimeScalar, DecimalScalar } from "../../platform/graphql/scalars";
import type { Instant } from "../../platform/time";

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
