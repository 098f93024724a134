import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { Node, view } from "../platform/graphql/node";
import { DateTimeScalar } from "../platform/graphql/scalars";
import type { Id } from "../platform/ids";
import { resultUnion } from "../platform/refusal";
import type { Instant } from "../platform/time";
import type { WinnerDefault } from "./domain/default";
import type { Audience } from "./sale.policy";

@ObjectType("WinnerDefault", {
  implements: Node,
  description: "A firm that did not stand by what it won. Seen by the seller and the firm itself.",
})
export class WinnerDefaultType extends Node {
  readonly auctionId!: Id;
  readonly buyerId!: Id;
  readonly saleId!: Id | null;
  /** Null for whoever may not know. */
  readonly approverId!: Id | null;

  @Field(() => DateTimeScalar, { description: "When it was declared, and its deposit forfeited." })
  readonly depositForfeitedAt!: Instant;

  @Field(() => Int, {
    nullable: true,
    description: "The firm's place in the result: 1 is the winner. The seller's; null for the firm.",
  })
  readonly rank!: number | null;

  @Field(() => String, { nullable: true, description: "Why. The seller's; null for the firm." })
  readonly rationale!: string | null;
}

export function defaultView(declared: WinnerDefault, audience: Audience): WinnerDefaultType {
  const isSellers = audience === "SELLER";
  const { id, auctionId, buyerId, saleId, declaredAt, approvedBy, rank, rationale } = declared;
  return view(WinnerDefaultType, {
    id,
    auctionId,
    buyerId,
    saleId,
    approverId: isSellers ? approvedBy : null,
    depositForfeitedAt: declaredAt,
    rank: isSellers ? rank : null,
    rationale: isSellers ? rationale : null,
  });
}

@InputType({ description: "A firm that does not stand by what it won." })
export class DeclareDefaultInput {
  @Field(() => ID, { description: "The auction." })
  auctionId!: Id;

  @Field(() => ID, {
    description: "The firm that its result stands with: the winner, or whom it was awarded to last.",
  })
  buyerId!: Id;

  @Field(() => String, { description: "Why; for the seller's own people." })
  rationale!: string;
}

export const DeclareDefaultResult = resultUnion("DeclareDefaultResult", () => WinnerDefaultType);
