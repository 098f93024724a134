import { Field, ID, InputType, Int } from "type-graphql";
import type { Id } from "../../platform/ids";

@InputType({ description: "What follows the first round of BEST_AND_FINAL, which ends at closesAt." })
export class BestAndFinalInput {
  @Field(() => Int, {
    nullable: true,
    description:
      "So many of the highest indications are on the short list, ties in; absent: AUCTION_ADMIN makes it by hand, by " +
      "shortlistFirms.",
  })
  shortlist?: number | null;

  @Field(() => Int, {
    description: "Seconds from the making of the short list to the start of the binding round.",
  })
  startsAfterSeconds!: number;

  @Field(() => Int, { description: "How long the binding round lasts, in seconds; at least 1." })
  bindingSeconds!: number;
}

@InputType({ description: "Why a firm is left out whose indication is above that of one taken in." })
export class LeftOutInput {
  @Field(() => ID, { description: "The firm." })
  firm!: Id;

  @Field(() => String, { description: "Why, for the file; the firm learns only that it is left out." })
  reason!: string;
}

@InputType({ description: "Who may make a binding bid, made from the indications." })
export class ShortlistFirmsInput {
  @Field(() => ID, {
    description: "A BEST_AND_FINAL auction whose indications are open: phase SHORTLISTING.",
  })
  auctionId!: Id;

  @Field(() => [ID], {
    description: "The firms taken in; at least one. Each made an indication that counts.",
  })
  firms!: Id[];

  @Field(() => [LeftOutInput], {
    nullable: true,
    description: "One for each firm left out whose indication is above that of a firm taken in.",
  })
  leftOut?: LeftOutInput[] | null;
}
