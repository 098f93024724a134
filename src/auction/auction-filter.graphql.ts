import { Field, ID, InputType } from "type-graphql";
import type { Id } from "../platform/ids";
import { AuctionFormat, AuctionStatus } from "./auction-enums.graphql";

@InputType({ description: "Which auctions; every condition given must hold." })
export class AuctionFilter {
  @Field(() => [AuctionStatus], { nullable: true, description: "In one of these states." })
  status?: AuctionStatus[] | null;

  @Field(() => [AuctionFormat], { nullable: true, description: "Of one of these formats." })
  format?: AuctionFormat[] | null;

  @Field(() => [ID], { nullable: true, description: "Of one of these portfolios." })
  portfolioIds?: Id[] | null;
}
