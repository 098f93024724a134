import { Field, ID, InputType, ObjectType } from "type-graphql";
import { view } from "../platform/graphql/node";
import { DateTimeScalar } from "../platform/graphql/scalars";
import type { Id } from "../platform/ids";
import { resultUnion } from "../platform/refusal";
import type { Instant } from "../platform/time";
import type { StrategicPortfolioEntity } from "./strategic-portfolio.entity";

@ObjectType("StrategicMark", {
  description: "That a seller holds a portfolio to be strategic, so that its sale may need more signatures.",
})
export class StrategicMarkType {
  readonly markerId!: Id;
  readonly unmarkerId!: Id | null;

  @Field(() => ID, { description: "The portfolio." })
  readonly portfolioId!: Id;

  @Field(() => String, { description: "Why it was marked." })
  readonly rationale!: string;

  @Field(() => DateTimeScalar, { description: "When it was marked." })
  readonly markedAt!: Instant;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "When that was taken back; null while it holds.",
  })
  readonly unmarkedAt!: Instant | null;

  @Field(() => String, { nullable: true, description: "Why it was taken back." })
  readonly unmarkingRationale!: string | null;
}

export function markView(mark: StrategicPortfolioEntity): StrategicMarkType {
  const { portfolioId, rationale, markedAt, markedBy, unmarkedAt, unmarkedBy, unmarkingRationale } = mark;
  return view(StrategicMarkType, {
    portfolioId,
    markerId: markedBy,
    unmarkerId: unmarkedBy,
    rationale,
    markedAt,
    unmarkedAt,
    unmarkingRationale,
  });
}

@InputType({ description: "A portfolio whose sale is strategic." })
export class MarkPortfolioStrategicInput {
  @Field(() => ID, { description: "The portfolio." })
  portfolioId!: Id;

  @Field(() => String, { description: "Why; for the seller's own people." })
  rationale!: string;
}

@InputType({ description: "A portfolio whose sale is not strategic any more." })
export class UnmarkPortfolioStrategicInput {
  @Field(() => ID, { description: "The portfolio, which somebody else marked." })
  portfolioId!: Id;

  @Field(() => String, { description: "Why; for the seller's own people." })
  rationale!: string;
}

export const MarkPortfolioStrategicResult = resultUnion(
  "MarkPortfolioStrategicResult",
  () => StrategicMarkType,
);
export const UnmarkPortfolioStrategicResult = resultUnion(
  "UnmarkPortfolioStrategicResult",
  () => StrategicMarkType,
);
