import { FieldResolver, Resolver, Root } from "type-graphql";
import type { DataSource } from "typeorm";
import { PlacedBidType } from "../auction-results.graphql";
import { ReceiptType } from "./receipt.graphql";
import { readReceipt } from "./receipt.store";
import { receiptView } from "./receipt.views";

/** What a firm takes home from a bid. Its path is worked out only for those who ask for it. */
@Resolver(() => PlacedBidType)
export class ReceiptResolver {
  constructor(private readonly database: DataSource) {}

  @FieldResolver(() => ReceiptType, {
    nullable: true,
    description: "That the bid's entry stands in the journal; the same whenever the bid is sent again.",
  })
  receipt(@Root() { decided }: PlacedBidType): ReceiptType | null | Promise<ReceiptType | null> {
    const { receipts, ...place } = decided;
    if (receipts === null) return readReceipt(this.database, place);
    return receiptView(receipts, place.sequence, receipts.seed === null);
  }
}
