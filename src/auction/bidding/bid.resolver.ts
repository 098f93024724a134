import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { BuyerType } from "../../buyers";
import type { LoaderFactory, RequestContext } from "../../platform/context";
import type { Id } from "../../platform/ids";
import type { AuctionReader } from "../auction-reader";
import { AuctionType } from "../auction.graphql";
import { showAuction } from "../show-auction";
import { BidType } from "./bid.graphql";

/** What a bid leads to. Whoever sees the bid sees its auction, as whom it sees the bid. */
@Resolver(() => BidType)
export class BidResolver {
  constructor(
    private readonly reader: AuctionReader,
    private readonly buyerById: LoaderFactory<Id, BuyerType | null>,
  ) {}

  @FieldResolver(() => AuctionType, { description: "Where it was made." })
  async auction(
    @Root() { auctionId, audience }: BidType,
    @Ctx() context: RequestContext,
  ): Promise<AuctionType> {
    const auction = await this.reader.auctionFor(context, audience, auctionId);
    return showAuction(this.reader, context, { auction, audience });
  }

  @FieldResolver(() => BuyerType, {
    nullable: true,
    description: "The firm that made it; for the seller and the firm itself.",
  })
  buyer(@Root() { buyerId }: BidType, @Ctx() context: RequestContext): Promise<BuyerType | null> | null {
    return buyerId === null ? null : context.load(this.buyerById).load(buyerId);
  }
}
