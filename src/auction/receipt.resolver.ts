import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { DataSource } from "typeorm";
import type { RequestContext } from "../platform/context";
import { PlacedBidType } from "./auction-results.graphql";
import { ReceiptType } from "./receipt.graphql";
import { receiptByPlace } from "./receipt.loaders";
import { receiptView } from "./receipt.views";

/** What a firm takes home from a bid. Its path is worked out only for those who ask for it. */
@Resolver(() => PlacedBidType)
export class ReceiptResolver {
  private readonly receipts;

  constructor(database: DataSource) {
    this.receipts = receiptByPlace(database);
  }

  @FieldResolver(() => ReceiptType, {
    nullable: true,
    description: "That the bid's entry stands in the journal; the same whenever the bid is sent again.",
  })
  receipt(
    @Root() { decided }: PlacedBidType,
    @Ctx() context: RequestContext,
  ): ReceiptType | null | Promise<ReceiptType | null> {
    const { receipts, ...place } = decided;
    if (receipts === null) return context.load(this.receipts).load(place);
    return receiptView(receipts, place.sequence, receipts.seed === null);
  }
}
