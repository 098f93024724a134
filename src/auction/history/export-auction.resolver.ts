import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { RequestContext } from "../../platform/context";
import { view } from "../../platform/graphql/node";
import { requireHistoryReader } from "../access";
import type { AuctionExportTickets } from "./auction-export-tickets";
import type { AuctionReader } from "../auction-reader";
import { ExportAuctionInput, ExportAuctionResult } from "./export-auction.graphql";
import { DownloadTicket } from "./export-bid-history.graphql";
import { EXPORT_METHOD } from "./export-tickets";

/** Auctions as files that anyone can check. */
@Resolver()
export class ExportAuctionResolver {
  constructor(
    private readonly reader: AuctionReader,
    private readonly exports: AuctionExportTickets,
  ) {}

  @Mutation(() => ExportAuctionResult, {
    nullable: true,
    description:
      "Gives out the address from which an auction can be fetched for 15 minutes, as NDJSON: terms, entries with what the " +
      "organization may see, checkpoints and receipts, for the verifier. It is journalled with one's organization. A " +
      "seller's ANALYST, AUCTION_ADMIN, COMPLIANCE and EXECUTIVE, and a firm. SEALED until a sealed auction is opened, " +
      "or cancelled: then of its bids nobody but their firms gets more than their hashes.",
  })
  async exportAuction(
    @Arg("input", () => ExportAuctionInput, { description: "Which." }) input: ExportAuctionInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof ExportAuctionResult> {
    const viewer = requireHistoryReader(context);
    await this.reader.require(context, viewer, input.auctionId);
    const { url, expiresAt } = await this.exports.issue(viewer, input.auctionId);
    return view(DownloadTicket, { url, method: EXPORT_METHOD, headers: [], expiresAt });
  }
}
