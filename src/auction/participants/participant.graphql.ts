import { Field, ObjectType } from "type-graphql";
import type { Id } from "../../platform/ids";
import { MoneyType } from "../../platform/graphql/money";
import { Node } from "../../platform/graphql/node";
import { ParticipantStatus } from "../auction-enums.graphql";

@ObjectType("Participant", { implements: Node, description: "A firm in one auction." })
export class ParticipantType extends Node {
  /** The firm, where the caller may know it; else null. */
  readonly buyerId!: Id | null;

  @Field(() => String, { description: "The firm's pseudonym in this auction." })
  readonly paddle!: string;

  @Field(() => ParticipantStatus, { description: "How far its admission has come." })
  readonly status!: ParticipantStatus;

  @Field(() => MoneyType, {
    nullable: true,
    description: "The most that it may bid here; the seller's and the firm's own eyes only.",
  })
  readonly limit!: MoneyType | null;
}
