import { Field, ObjectType } from "type-graphql";
import { MoneyType } from "../../platform/graphql/money";
import { DateTimeScalar } from "../../platform/graphql/scalars";
import type { Instant } from "../../platform/time";
import { AuctionPhase } from "../auction-enums.graphql";
import { AuctionEvent } from "../feed/auction-events.graphql";

@ObjectType({
  implements: AuctionEvent,
  description: "The next phase of an auction began; its end is the standing's closesAt.",
})
export class PhaseStarted extends AuctionEvent {
  @Field(() => AuctionPhase, { description: "Which." })
  readonly phase!: AuctionPhase;

  @Field(() => DateTimeScalar, { description: "As of when; `at` tells when that was written down." })
  readonly since!: Instant;
}

@ObjectType({
  implements: AuctionEvent,
  description: "A sealed round is over, and its bids wait to be opened; the auction goes on behind it.",
})
export class RoundClosed extends AuctionEvent {
  @Field(() => AuctionPhase, { description: "Which round." })
  readonly phase!: AuctionPhase;

  @Field(() => DateTimeScalar, { description: "As of when; `at` tells when that was written down." })
  readonly closedAt!: Instant;
}

@ObjectType({
  implements: AuctionEvent,
  description: "The bids of a sealed round were opened; the auction goes on.",
})
export class RoundOpened extends AuctionEvent {
  @Field(() => AuctionPhase, { description: "Which round." })
  readonly phase!: AuctionPhase;

  @Field(() => MoneyType, {
    nullable: true,
    description: "HYBRID: the highest amount, which a best bid has to beat; whose it is nobody is told.",
  })
  readonly highest!: MoneyType | null;
}

@ObjectType({
  implements: AuctionEvent,
  description: "Who may make a binding bid was decided; who it is the seller sees, and each firm of itself.",
})
export class ShortlistMade extends AuctionEvent {
  @Field(() => DateTimeScalar, { description: "When the binding round begins." })
  readonly startsAt!: Instant;
}

@ObjectType({
  implements: AuctionEvent,
  description: "The firm may make a binding bid; comes to it and the seller.",
})
export class FirmShortlisted extends AuctionEvent {
  @Field(() => String, { description: "Which: the pseudonym." })
  readonly paddle!: string;
}

@ObjectType({
  implements: AuctionEvent,
  description: "The firm is not on the short list; comes to it and the seller.",
})
export class FirmNotShortlisted extends AuctionEvent {
  @Field(() => String, { description: "Which: the pseudonym." })
  readonly paddle!: string;
}

@ObjectType({
  implements: AuctionEvent,
  description:
    "The leading amount is another, since bids that only their firm is told of were declared void.",
})
export class PriceChanged extends AuctionEvent {}
