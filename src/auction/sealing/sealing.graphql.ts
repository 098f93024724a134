import { Field, ID, ObjectType } from "type-graphql";
import type { Id } from "../../platform/ids";
import { resultUnion } from "../../platform/refusal";

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
