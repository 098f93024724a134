import { Field, ID, InputType, ObjectType, registerEnumType } from "type-graphql";
import { connectionType } from "../platform/graphql/connections";
import { Node, view } from "../platform/graphql/node";
import { DateTimeScalar } from "../platform/graphql/scalars";
import type { Id } from "../platform/ids";
import { resultUnion } from "../platform/refusal";
import type { Instant } from "../platform/time";
import { AnnulmentDecision, AnnulmentKind, AnnulmentStatus, type Annulment } from "./domain/annulment";

registerEnumType(AnnulmentKind, {
  name: "AnnulmentKind",
  description: "What becomes of a closed auction that is not to end in a sale.",
  valuesConfig: {
    CANCEL: { description: "It is cancelled; everybody who takes part is told the rationale." },
    NOT_AWARD: {
      description: "Its result is not taken; everybody who takes part is told so, without the rationale.",
    },
  },
});
registerEnumType(AnnulmentStatus, {
  name: "AnnulmentStatus",
  description: "Where an annulment stands.",
  valuesConfig: {
    PROPOSED: { description: "It waits for a second person." },
    APPROVED: { description: "It was carried out." },
    REJECTED: { description: "The second person disagreed; the auction stayed as it was." },
  },
});
registerEnumType(AnnulmentDecision, {
  name: "AnnulmentDecision",
  description: "What the second person says.",
  valuesConfig: {
    APPROVE: { description: "Carry it out." },
    REJECT: { description: "Leave the auction as it is." },
  },
});

@ObjectType("Annulment", {
  implements: Node,
  description:
    "A proposal to end a closed auction without a sale, which takes two people. Seen by its seller only.",
})
export class AnnulmentType extends Node {
  readonly auctionId!: Id;
  readonly proposerId!: Id;
  readonly seconderId!: Id | null;

  @Field(() => AnnulmentKind, { description: "What is to become of the auction." })
  readonly kind!: AnnulmentKind;

  @Field(() => AnnulmentStatus, { description: "Where it stands." })
  readonly status!: AnnulmentStatus;

  @Field(() => String, { description: "The proposer's reasons." })
  readonly rationale!: string;

  @Field(() => DateTimeScalar, { description: "When it was proposed." })
  readonly proposedAt!: Instant;

  @Field(() => String, { nullable: true, description: "The second person's reasons." })
  readonly secondRationale!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "When the second person decided." })
  readonly secondedAt!: Instant | null;
}

export function annulmentView({ id, auctionId, kind, status, proposal, verdict }: Annulment): AnnulmentType {
  return view(AnnulmentType, {
    id,
    auctionId,
    proposerId: proposal.by,
    seconderId: verdict?.by ?? null,
    kind,
    status,
    rationale: proposal.rationale,
    proposedAt: proposal.at,
    secondRationale: verdict?.rationale ?? null,
    secondedAt: verdict?.at ?? null,
  });
}

@InputType({ description: "Which annulments; of the values in a list one must fit, and every list." })
export class AnnulmentFilter {
  @Field(() => [AnnulmentStatus], { nullable: true, description: "Standing at one of these." })
  status?: AnnulmentStatus[] | null;

  @Field(() => [ID], { nullable: true, description: "Of one of these auctions." })
  auctionIds?: Id[] | null;
}

@InputType({ description: "A proposal to end a closed auction without a sale." })
export class ProposeAnnulmentInput {
  @Field(() => ID, {
    description:
      "An auction that is CLOSED; for CANCEL also AWAITING_SHARES, for NOT_AWARD one that was AWARDED in vain.",
  })
  auctionId!: Id;

  @Field(() => AnnulmentKind, { description: "What is to become of it." })
  kind!: AnnulmentKind;

  @Field(() => String, { description: "Why; of a cancellation, what everybody who takes part is told." })
  rationale!: string;
}

@InputType({ description: "A second person's decision on an annulment." })
export class SecondAnnulmentInput {
  @Field(() => ID, { description: "The annulment, which somebody else proposed." })
  annulmentId!: Id;

  @Field(() => AnnulmentDecision, { description: "What is to come of it." })
  decision!: AnnulmentDecision;

  @Field(() => String, { description: "Why; for the seller's own people." })
  rationale!: string;
}

export const AnnulmentConnection = connectionType("Annulment", () => AnnulmentType);
export const ProposeAnnulmentResult = resultUnion("ProposeAnnulmentResult", () => AnnulmentType);
export const SecondAnnulmentResult = resultUnion("SecondAnnulmentResult", () => AnnulmentType);
