import { Field, ID, Int, ObjectType } from "type-graphql";
import { DateTimeScalar } from "../../platform/graphql/scalars";
import type { Id } from "../../platform/ids";
import { resultUnion } from "../../platform/refusal";
import type { Instant } from "../../platform/time";
import { Sealer } from "./sealing-enums.graphql";

@ObjectType("Custodian", { description: "Somebody who holds a share of every sealed bid's key." })
export class CustodianType {
  @Field(() => ID, { description: "A UUID of the custodian's own." })
  readonly id!: Id;

  @Field(() => String, { description: "Who it is." })
  readonly name!: string;

  @Field(() => String, { description: "The key to seal to: a point of P-256, uncompressed, in base64url." })
  readonly publicKey!: string;
}

@ObjectType("SealingTerms", { description: "How a sealed auction's bids are sealed." })
export class SealingTermsType {
  @Field(() => Sealer, { description: "Who seals." })
  readonly sealer!: Sealer;

  @Field(() => Int, { description: "How many of the custodians open bids together." })
  readonly threshold!: number;

  @Field(() => [CustodianType], {
    description: "To whom bids are sealed, in the order in which boxes hold their shares.",
  })
  readonly custodians!: readonly CustodianType[];

  @Field(() => Int, {
    description:
      "With CLIENT: how many seconds custodians have after the close before bidders may reveal, and bidders after that.",
  })
  readonly revealSeconds!: number;
}

@ObjectType("CustodianPart", {
  description: "What has come from a custodian of the boxes that wait to be opened.",
})
export class CustodianPartType {
  @Field(() => CustodianType, { description: "Whose part." })
  readonly custodian!: CustodianType;

  @Field(() => Int, { description: "For how many boxes its answer is missing." })
  readonly missing!: number;

  @Field(() => Int, { description: "For how many it says that there was no share in them." })
  readonly denied!: number;
}

@ObjectType("ClosedSet", {
  description: "All boxes of a sealed auction whose bidding is over, for its custodians.",
})
export class ClosedSetType {
  @Field(() => String, {
    description:
      "A C2SP signed note by the node's key: auction, closing time, roster and the hashes of all boxes, for " +
      "`npm run custodian -- open`.",
  })
  readonly note!: string;

  @Field(() => [String], { description: "The boxes in the note's order, in base64url." })
  readonly boxes!: readonly string[];

  @Field(() => DateTimeScalar, {
    description: "When bidding was over: since then its custodians are waited for.",
  })
  readonly closedAt!: Instant;

  @Field(() => [CustodianPartType], {
    description: "What has come from each custodian, in the terms' order.",
  })
  readonly custodians!: readonly CustodianPartType[];

  @Field(() => Int, {
    description:
      "For how many boxes so many custodians say that they hold no share for them that the others are too few: nothing but " +
      "their firms' reveals opens them.",
  })
  readonly disputed!: number;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "From when on bidders may reveal; null where the server sealed: they have no key.",
  })
  readonly revealsFrom!: Instant | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      "When reveals are counted, and the bids opened whoever has come; null as above: only shares open them.",
  })
  readonly revealsUntil!: Instant | null;
}

@ObjectType("SharesSubmitted", { description: "A custodian's shares that were taken." })
export class SharesSubmittedType {
  @Field(() => ID, { description: "The auction." })
  readonly auctionId!: Id;
}

@ObjectType("BidRevealed", { description: "A reveal that was taken; it stays closed until all are counted." })
export class BidRevealedType {
  @Field(() => ID, { description: "The auction." })
  readonly auctionId!: Id;
}

export const SubmitSharesResult = resultUnion("SubmitSharesResult", () => SharesSubmittedType);
export const RevealBidResult = resultUnion("RevealBidResult", () => BidRevealedType);
