import { Field, Int, InterfaceType, ObjectType } from "type-graphql";
import { MoneyType } from "../../platform/graphql/money";
import { CursorScalar, DateTimeScalar } from "../../platform/graphql/scalars";
import type { Instant } from "../../platform/time";
import { AuctionOutcomeType } from "../auction.graphql";
import { BidType } from "../bidding/bid.graphql";
import { StandingType } from "../standing.graphql";

@InterfaceType("AuctionEvent", {
  description: "An entry of the auction's journal, as the subscriber may see it.",
})
export abstract class AuctionEvent {
  @Field(() => CursorScalar, { description: "Send it as `after` to go on behind this event." })
  readonly cursor!: string;

  @Field(() => Int, {
    nullable: true,
    description:
      "The entry's number: it rises, with gaps where entries are not yours to see. Null while sealed.",
  })
  readonly sequence!: number | null;

  @Field(() => DateTimeScalar, {
    description: "When it was decided; of a bid while nobody may count bids, to the millisecond only.",
  })
  readonly at!: Instant;

  @Field(() => StandingType, { description: "The result after this entry; only serverTime is of now." })
  readonly standing!: StandingType;
}

@ObjectType({ implements: AuctionEvent, description: "Where things stand: first when no cursor was sent." })
export class AuctionSnapshot extends AuctionEvent {}

@ObjectType({ implements: AuctionEvent, description: "The schedule was changed before the opening." })
export class AuctionRescheduled extends AuctionEvent {}

@ObjectType({ implements: AuctionEvent, description: "The auction takes bids." })
export class AuctionOpened extends AuctionEvent {}

@ObjectType({ implements: AuctionEvent, description: "The price of a DUTCH auction fell to the next step." })
export class DutchStepped extends AuctionEvent {
  @Field(() => Int, { description: "Which step; the opening price is step 0." })
  readonly step!: number;

  @Field(() => MoneyType, { description: "The price asked from now on." })
  readonly price!: MoneyType;

  @Field(() => DateTimeScalar, { description: "As of when; `at` tells when that was written down." })
  readonly since!: Instant;
}

@ObjectType({ implements: AuctionEvent, description: "A bid counts." })
export class BidAccepted extends AuctionEvent {
  @Field(() => String, { description: "Whose: the pseudonym." })
  readonly paddle!: string;

  @Field(() => MoneyType, { nullable: true, description: "Its visible amount; null in a raise without one." })
  readonly amount!: MoneyType | null;
}

@ObjectType({
  implements: AuctionEvent,
  description: "A bid was refused; comes only to the firm whose it was.",
})
export class BidRejected extends AuctionEvent {
  @Field(() => BidType, { description: "The bid with its reason." })
  readonly bid!: BidType;
}

@ObjectType({
  implements: AuctionEvent,
  description: "A sealed bid was taken back; comes only to the firm whose it was.",
})
export class BidWithdrawn extends AuctionEvent {
  @Field(() => String, { description: "Whose: the pseudonym." })
  readonly paddle!: string;
}

@ObjectType({
  implements: AuctionEvent,
  description: "At the opening a sealed bid was found not to count; comes to its firm and the seller.",
})
export class BidSetAside extends AuctionEvent {
  @Field(() => String, { description: "Whose: the pseudonym." })
  readonly paddle!: string;

  @Field(() => String, { description: "Why: a code of BidReason." })
  readonly reason!: string;
}

@ObjectType({ implements: AuctionEvent, description: "The sealed bids were opened." })
export class BidsOpened extends AuctionEvent {
  @Field(() => AuctionOutcomeType, {
    nullable: true,
    description: "What they come to; who won is shown to the seller and the winner.",
  })
  readonly outcome!: AuctionOutcomeType | null;
}

@ObjectType({ implements: AuctionEvent, description: "A late bid moved the closing time." })
export class AuctionExtended extends AuctionEvent {
  @Field(() => DateTimeScalar, { description: "The closing time before." })
  readonly previousClosesAt!: Instant;
}

@ObjectType({ implements: AuctionEvent, description: "Nothing is taken and nothing closes for now." })
export class AuctionPaused extends AuctionEvent {
  @Field(() => String, { description: "Why." })
  readonly reason!: string;
}

@ObjectType({ implements: AuctionEvent, description: "It goes on; the closing time moved by the pause." })
export class AuctionResumed extends AuctionEvent {}

@ObjectType({ implements: AuctionEvent, description: "All bids of a firm were declared void." })
export class BidsVoided extends AuctionEvent {
  @Field(() => String, { description: "Whose: the pseudonym." })
  readonly paddle!: string;

  @Field(() => String, { description: "A code, never the file's words." })
  readonly reason!: string;
}

@ObjectType({ implements: AuctionEvent, description: "The auction is over." })
export class AuctionClosed extends AuctionEvent {
  @Field(() => AuctionOutcomeType, {
    nullable: true,
    description: "How; null until a sealed auction is opened.",
  })
  readonly outcome!: AuctionOutcomeType | null;
}

@ObjectType({
  implements: AuctionEvent,
  description: "The auction was called off; bids are kept, nobody is obliged.",
})
export class AuctionCancelled extends AuctionEvent {
  @Field(() => String, { description: "Why." })
  readonly reason!: string;
}

@ObjectType({ implements: AuctionEvent, description: "The result became a sale." })
export class AuctionAwarded extends AuctionEvent {}

@ObjectType({ implements: AuctionEvent, description: "The result was not awarded; nobody is obliged." })
export class AuctionNotAwarded extends AuctionEvent {}
