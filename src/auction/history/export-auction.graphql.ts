import { Field, ID, InputType } from "type-graphql";
import type { Id } from "../../platform/ids";
import { resultUnion } from "../../platform/refusal";
import { DownloadTicket } from "./export-bid-history.graphql";

@InputType({ description: "Which auction to export." })
export class ExportAuctionInput {
  @Field(() => ID, { description: "The auction, as its seller or one of its firms may see it." })
  auctionId!: Id;
}

export const ExportAuctionResult = resultUnion("ExportAuctionResult", () => DownloadTicket);
