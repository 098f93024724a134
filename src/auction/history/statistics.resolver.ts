import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import type { DataSource } from "typeorm";
import { isSeller } from "../../platform/access/require";
import { HISTORY_READERS } from "../../platform/access/roles";
import { OrganizationKind, type Viewer } from "../../platform/access/viewer";
import type { RequestContext } from "../../platform/context";
import type { AuctionReader } from "../auction-reader";
import type { AuctionRecord } from "../auction.rows";
import { AuctionType } from "../auction.graphql";
import { requireReadable } from "./require-readable";
import { statisticsView, timelineMoments, timelinePointView } from "./statistics";
import { AuctionStatisticsType, TimelinePointType } from "./statistics.graphql";
import { bidCountsByAuction, standingByMoment } from "./statistics.store";

const DEFAULT_POINTS = 50;

/** What an auction's bids come to. */
@Resolver(() => AuctionType)
export class StatisticsResolver {
  private readonly bidCounts;

  constructor(
    private readonly reader: AuctionReader,
    analysts: DataSource,
  ) {
    this.bidCounts = bidCountsByAuction(analysts);
  }

  @FieldResolver(() => AuctionStatisticsType, {
    nullable: true,
    description:
      "What its bids come to: for the seller's ANALYST, AUCTION_ADMIN, COMPLIANCE and EXECUTIVE; null for others.",
  })
  async statistics(
    @Root() { id }: AuctionType,
    @Ctx() context: RequestContext,
  ): Promise<AuctionStatisticsType | null> {
    const auction = await this.reader.auction(context, id);
    requireReadable(auction.state);
    if (!mayReadStatistics(context.viewer, auction)) return null;
    return statisticsView(auction, await context.load(this.bidCounts).load(id));
  }
}

function mayReadStatistics(viewer: Viewer | null, { sellerId }: AuctionRecord): boolean {
  if (!viewer || !isSeller(viewer) || viewer.organization.id !== sellerId) return false;
  return HISTORY_READERS[OrganizationKind.SELLER].some((role) => viewer.roles.includes(role));
}

@Resolver(() => AuctionStatisticsType)
export class TimelineResolver {
  private readonly standings;

  constructor(analysts: DataSource) {
    this.standings = standingByMoment(analysts);
  }

  @FieldResolver(() => [TimelinePointType], {
    description: "How it stood at instants at equal distances, from its opening until its end or now.",
  })
  async timeline(
    @Root() { auction }: AuctionStatisticsType,
    @Arg("points", () => Int, {
      nullable: true,
      defaultValue: DEFAULT_POINTS,
      description: "How many instants: 1 to 200.",
    })
    points: number | null,
    @Ctx() context: RequestContext,
  ): Promise<TimelinePointType[]> {
    const moments = timelineMoments(auction, points ?? DEFAULT_POINTS);
    const standings = context.load(this.standings);
    return Promise.all(
      moments.map(async (at) =>
        timelinePointView(auction, at, await standings.load({ auctionId: auction.id, at })),
      ),
    );
  }
}
