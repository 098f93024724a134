import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import { Role } from "../../platform/access/viewer";
import type { RequestContext } from "../../platform/context";
import { isRefusal } from "../../platform/refusal";
import { requireAuctionViewer } from "../access";
import type { AuctionReader } from "../auction-reader";
import { ShortlistFirmsResult } from "../auction-results.graphql";
import { AuctionType } from "../auction.graphql";
import { auctionView } from "../auction.views";
import { IndicationType, ShortlistVerdictType } from "./phases.graphql";
import { ShortlistFirmsInput } from "./phases-inputs.graphql";
import { indicationsView, shortlistView } from "./phases.views";
import type { ShortlistFirms } from "./shortlist-firms";

/** What only auctions of several phases have. */
@Resolver(() => AuctionType)
export class PhasesResolver {
  constructor(
    private readonly reader: AuctionReader,
    private readonly shortlisting: ShortlistFirms,
  ) {}

  @FieldResolver(() => [IndicationType], {
    nullable: true,
    description:
      "BEST_AND_FINAL: what firms indicated in the first round, the highest first. The seller's eyes only; null for others, " +
      "and until it is opened.",
  })
  async indications(
    @Root() { id }: AuctionType,
    @Ctx() context: RequestContext,
  ): Promise<IndicationType[] | null> {
    return this.shown(context, id, indicationsView);
  }

  @FieldResolver(() => [ShortlistVerdictType], {
    nullable: true,
    description:
      "BEST_AND_FINAL: who may make a binding bid. The seller sees every firm that made an indication, a firm itself alone; " +
      "null until the short list is made.",
  })
  async shortlist(
    @Root() { id }: AuctionType,
    @Ctx() context: RequestContext,
  ): Promise<ShortlistVerdictType[] | null> {
    return this.shown(context, id, shortlistView);
  }

  @Mutation(() => ShortlistFirmsResult, {
    nullable: true,
    description:
      "Makes the short list of a BEST_AND_FINAL auction whose terms name no number of firms. AUCTION_ADMIN.",
  })
  async shortlistFirms(
    @Arg("input", () => ShortlistFirmsInput, { description: "Who, and why others are left out." })
    input: ShortlistFirmsInput,
    @Ctx() context: RequestContext,
  ) {
    const result = await this.shortlisting.run(context.require(Role.AUCTION_ADMIN), input);
    if (isRefusal(result)) return result;
    return auctionView(result, { kind: "SELLER" }, await this.reader.participants(context, result.id));
  }

  /** Null: an event of a feed, which is executed for an audience and for nobody in particular. */
  private async shown<View>(
    context: RequestContext,
    id: AuctionType["id"],
    show: (...seen: Parameters<typeof indicationsView>) => View | null,
  ): Promise<View | null> {
    if (context.viewer === null) return null;
    const { auction, audience } = await this.reader.require(context, requireAuctionViewer(context), id);
    if (auction.state.phase === null) return null;
    return show(auction, audience, await this.reader.participants(context, id));
  }
}
