import { Field, Int, ObjectType } from "type-graphql";
import { MoneyType } from "../../platform/graphql/money";
import { ParticipantType } from "../participants/participant.graphql";

@ObjectType("BestAndFinalTerms", { description: "What follows the first round of BEST_AND_FINAL." })
export class BestAndFinalTermsType {
  @Field(() => Int, {
    nullable: true,
    description:
      "So many of the highest indications are on the short list, ties in; null: it is made by hand.",
  })
  readonly shortlist!: number | null;

  @Field(() => Int, {
    description: "Seconds from the making of the short list to the start of the binding round.",
  })
  readonly startsAfterSeconds!: number;

  @Field(() => Int, { description: "How long the binding round lasts, in seconds." })
  readonly bindingSeconds!: number;
}

@ObjectType("Indication", { description: "What a firm would pay, binding nobody; the seller's eyes only." })
export class IndicationType {
  @Field(() => ParticipantType, { description: "Whose." })
  readonly participant!: ParticipantType;

  @Field(() => MoneyType, { description: "How much." })
  readonly amount!: MoneyType;

  @Field(() => Int, { description: "Its place, the highest first." })
  readonly rank!: number;
}

@ObjectType("ShortlistVerdict", {
  description: "Whether a firm may make a binding bid. The seller sees all of them, a firm its own.",
})
export class ShortlistVerdictType {
  @Field(() => ParticipantType, { description: "Which firm." })
  readonly participant!: ParticipantType;

  @Field(() => Boolean, { description: "It is on the short list." })
  readonly isShortlisted!: boolean;

  @Field(() => String, {
    nullable: true,
    description: "Why it was left out, where that needed a reason; the seller's eyes only.",
  })
  readonly reason!: string | null;
}
