import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from "type-graphql";
import type { DataSource } from "typeorm";
import { PortfolioType } from "../portfolio";
import type { LoaderFactory, RequestContext } from "../platform/context";
import type { Cursors } from "../platform/cursors";
import type { Feed } from "../platform/feeds/feed";
import {
  PageArgs,
  readPage,
  toConnection,
  type Connection,
  type Page,
} from "../platform/graphql/connections";
import { CursorScalar } from "../platform/graphql/scalars";
import type { Id } from "../platform/ids";
import { requireAuctionViewer } from "./access";
import type { AuctionEventSource } from "./feed/auction-event.views";
import { AuctionFilter } from "./auction-filter.graphql";
import { listAuctions } from "./auction-list.store";
import type { AuctionReader, SeenAuction } from "./auction-reader";
import { AuctionConnection, AuctionType } from "./auction.graphql";
import { bidRowView, participantView } from "./auction.views";
import { BidConnection, type BidType } from "./bidding/bid.graphql";
import { ownBidsByPage } from "./bidding/bid.loaders";
import { ParticipantType } from "./participants/participant.graphql";
import { showAuction } from "./show-auction";

export interface AuctionResolverPorts {
  readonly database: DataSource;
  readonly cursors: Cursors;
  readonly reader: AuctionReader;
  readonly feed: Feed<AuctionEventSource>;
  readonly portfolioById: LoaderFactory<Id, PortfolioType | null>;
}

/** Looking at auctions. */
@Resolver(() => AuctionType)
export class AuctionResolver {
  private readonly ownBidsByPage;

  constructor(private readonly ports: AuctionResolverPorts) {
    this.ownBidsByPage = ownBidsByPage(ports.database);
  }

  @Query(() => AuctionType, {
    nullable: true,
    description: "An auction of one's own, or that one was invited to.",
  })
  async auction(
    @Arg("id", () => ID, { description: "The auction." }) id: Id,
    @Ctx() context: RequestContext,
  ): Promise<AuctionType> {
    return this.show(context, await this.ports.reader.require(context, requireAuctionViewer(context), id));
  }

  @Query(() => AuctionConnection, {
    description: "A seller's own auctions, or those that a firm was invited to; the latest scheduled first.",
  })
  async auctions(
    @Arg("filter", () => AuctionFilter, { nullable: true, description: "Which." })
    filter: AuctionFilter | null,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: RequestContext,
  ): Promise<Connection<AuctionType>> {
    const { cursors, database, reader } = this.ports;
    const viewer = requireAuctionViewer(context);
    const page = readPage(cursors, "auctions", args);
    const auctions = await listAuctions(database, viewer, filter ?? {}, page);
    const seen = await Promise.all(auctions.map((auction) => reader.see(context, viewer, auction)));
    const shown = await Promise.all(seen.flatMap((one) => (one ? [this.show(context, one)] : [])));
    return toConnection(shown, page, {
      node: (auction) => auction,
      cursor: ({ id }) => cursors.writeKey("auctions", [id]),
    });
  }

  @FieldResolver(() => PortfolioType, { description: "What is offered." })
  async portfolio(
    @Root() { portfolioId }: AuctionType,
    @Ctx() context: RequestContext,
  ): Promise<PortfolioType> {
    const portfolio = await context.load(this.ports.portfolioById).load(portfolioId);
    if (!portfolio) throw new Error("An auction's portfolio is missing");
    return portfolio;
  }

  @FieldResolver(() => CursorScalar, {
    description: "Send it as `after` of auctionEvents to go on behind what this query showed.",
  })
  async cursor(@Root() { id }: AuctionType, @Ctx() context: RequestContext): Promise<string> {
    return this.ports.feed.cursorAt(id, (await this.ports.reader.auction(context, id)).sequence);
  }

  @FieldResolver(() => ParticipantType, {
    nullable: true,
    description: "The caller's own part; null for a seller.",
  })
  async participant(
    @Root() { id }: AuctionType,
    @Ctx() context: RequestContext,
  ): Promise<ParticipantType | null> {
    const seen = await this.seen(context, id);
    if (!seen?.participant) return null;
    return participantView(seen.participant, seen.auction.state.terms.currency, seen.audience);
  }

  @FieldResolver(() => [ParticipantType], {
    nullable: true,
    description: "Everybody who was invited, by paddle; the seller's eyes only, null for others.",
  })
  async participants(
    @Root() { id }: AuctionType,
    @Ctx() context: RequestContext,
  ): Promise<ParticipantType[] | null> {
    const seen = await this.seen(context, id);
    if (seen?.audience.kind !== "SELLER") return null;
    const { auction, audience } = seen;
    const rows = await this.ports.reader.participants(context, id);
    return [...rows.values()].map((row) => participantView(row, auction.state.terms.currency, audience));
  }

  @FieldResolver(() => BidConnection, { description: "The caller's firm's own bids, the latest first." })
  async myBids(
    @Root() { id }: AuctionType,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: RequestContext,
  ): Promise<Connection<BidType>> {
    const { cursors } = this.ports;
    const list = `myBids ${id}`;
    const page = readPage(cursors, list, args);
    const seen = await this.seen(context, id);
    const bids = seen ? await this.ownBids(context, seen, page) : [];
    return toConnection(bids, page, {
      node: ({ shown }) => shown,
      cursor: ({ row }) => cursors.writeKey(list, [row.sequence]),
    });
  }

  private show(context: RequestContext, seen: SeenAuction): Promise<AuctionType> {
    return showAuction(this.ports.reader, context, seen);
  }

  private async ownBids(context: RequestContext, { auction, audience }: SeenAuction, page: Page) {
    if (audience.kind !== "FIRM") return [];
    const { id: auctionId, state } = auction;
    const before = page.after?.[0] ?? null;
    const rows = await context.load(this.ownBidsByPage).load({
      auctionId,
      buyerId: audience.buyerId,
      before: before === null ? null : Number(before),
      limit: page.first + 1,
    });
    return rows.map((row) => ({
      row,
      shown: bidRowView(state, row, audience),
    }));
  }

  /** Null: an event of a feed, which is executed for an audience and for nobody in particular. */
  private async seen(context: RequestContext, id: Id): Promise<SeenAuction | null> {
    if (context.viewer === null) return null;
    return this.ports.reader.require(context, requireAuctionViewer(context), id);
  }
}
