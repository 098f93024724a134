import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { RequestContext } from "../../platform/context";
import { view } from "../../platform/graphql/node";
import { requireHistoryReader } from "../access";
import type { AuctionReader } from "../auction-reader";
import type { ExportBidHistory } from "./export-bid-history";
import { DownloadTicket, ExportBidHistoryInput, ExportBidHistoryResult } from "./export-bid-history.graphql";
import { EXPORT_METHOD } from "./export-tickets";
import { requireReadable } from "./require-readable";

/** Bid histories as files. */
@Resolver()
export class ExportBidHistoryResolver {
  constructor(
    private readonly reader: AuctionReader,
    private readonly exports: ExportBidHistory,
  ) {}

  @Mutation(() => ExportBidHistoryResult, {
    nullable: true,
    description:
      "Gives out the address from which an auction's bid history can be fetched for 15 minutes; it is journalled with " +
      "one's organization. A seller's ANALYST, AUCTION_ADMIN, COMPLIANCE and EXECUTIVE get every bid, a firm its own.",
  })
  async exportBidHistory(
    @Arg("input", () => ExportBidHistoryInput, { description: "Which, and how." })
    input: ExportBidHistoryInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof ExportBidHistoryResult> {
    const viewer = requireHistoryReader(context);
    const { auction } = await this.reader.require(context, viewer, input.auctionId);
    requireReadable(auction.state);
    const { url, expiresAt } = await this.exports.run(viewer, input);
    return view(DownloadTicket, { url, method: EXPORT_METHOD, headers: [], expiresAt });
  }
}
