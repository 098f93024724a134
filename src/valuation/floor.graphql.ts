import { Field, ID, InputType, ObjectType, registerEnumType } from "type-graphql";
import { MoneyType, moneyView } from "../platform/graphql/money";
import { Node, view } from "../platform/graphql/node";
import { DateScalar, DateTimeScalar, DecimalScalar, RateScalar } from "../platform/graphql/scalars";
import type { Id } from "../platform/ids";
import { resultUnion } from "../platform/refusal";
import type { CalendarDate, Instant } from "../platform/time";
import { approvedAt, FloorDecision, FloorStatus, rateOfFace, type Floor } from "./domain/floor";

registerEnumType(FloorStatus, {
  name: "FloorStatus",
  description: "Where a floor stands.",
  valuesConfig: {
    PROPOSED: { description: "It waits for another person's decision." },
    APPROVED: { description: "It holds: the portfolio may go to market under it." },
    REJECTED: { description: "It was declined." },
    SUPERSEDED: { description: "A later floor, or other accounts, took its place." },
  },
});

registerEnumType(FloorDecision, {
  name: "FloorDecision",
  description: "What comes of a proposed floor.",
  valuesConfig: {
    APPROVE: { description: "It holds, and the portfolio may go to market." },
    REJECT: { description: "It does not; another may be proposed." },
  },
});

@ObjectType("Floor", {
  implements: Node,
  description: "The least for which a portfolio may be sold. Seen by its seller only.",
})
export class FloorType extends Node {
  @Field(() => FloorStatus, { description: "Where it stands." })
  readonly status!: FloorStatus;

  @Field(() => MoneyType, { description: "The price, in the portfolio's currency; zero means no reserve." })
  readonly amount!: MoneyType;

  @Field(() => RateScalar, { description: "As a fraction of the face value when it was proposed." })
  readonly rateOfFace!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: "The last day, in UTC, of an auction that it may serve; null: any.",
  })
  readonly validUntil!: CalendarDate | null;

  @Field(() => DateTimeScalar, { description: "When it was proposed." })
  readonly proposedAt!: Instant;

  @Field(() => String, { description: "The proposer's reasons." })
  readonly rationale!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: "When it was approved; null if it was not." })
  readonly approvedAt!: Instant | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "When it was approved or rejected." })
  readonly decidedAt!: Instant | null;

  @Field(() => String, { nullable: true, description: "The reasons of whoever decided it." })
  readonly decisionRationale!: string | null;

  /** Shown as `proposedBy`. */
  readonly proposerId!: Id;
  /** Shown as `decidedBy`. */
  readonly deciderId!: Id | null;
}

export function floorView(floor: Floor): FloorType {
  const { id, status, amount, proposal, verdict } = floor;
  return view(FloorType, {
    id,
    status,
    amount: moneyView(amount.minor, amount.currency),
    rateOfFace: rateOfFace(floor),
    validUntil: floor.validUntil,
    proposedAt: proposal.at,
    rationale: proposal.rationale,
    approvedAt: approvedAt(floor),
    decidedAt: verdict?.at ?? null,
    decisionRationale: verdict?.rationale ?? null,
    proposerId: proposal.by,
    deciderId: verdict?.by ?? null,
  });
}

@InputType({ description: "A floor to propose." })
export class ProposeFloorInput {
  @Field(() => ID, { description: "A portfolio that is SCREENED, VALUED or APPROVED." })
  portfolioId!: Id;

  @Field(() => DecimalScalar, {
    description: "The price, in the portfolio's currency; zero means no reserve.",
  })
  amount!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: "The last day, in UTC, of an auction that it may serve; absent: any.",
  })
  validUntil?: CalendarDate | null;

  @Field(() => String, { description: "Why." })
  rationale!: string;
}

@InputType({ description: "A decision on a proposed floor." })
export class DecideFloorInput {
  @Field(() => ID, { description: "The floor, which somebody else proposed." })
  floorId!: Id;

  @Field(() => FloorDecision, { description: "What comes of it." })
  decision!: FloorDecision;

  @Field(() => String, { description: "Why." })
  rationale!: string;
}

export const ProposeFloorResult = resultUnion("ProposeFloorResult", () => FloorType);
export const DecideFloorResult = resultUnion("DecideFloorResult", () => FloorType);
