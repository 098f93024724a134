import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import type { DataSource } from "typeorm";
import { AuctionType } from "../auction";
import { BuyerType } from "../buyers";
import { ActorType } from "../platform/access/access.graphql";
import { isSeller } from "../platform/access/require";
import { Role } from "../platform/access/viewer";
import type { LoaderFactory, RequestContext } from "../platform/context";
import type { Cursors } from "../platform/cursors";
import { PageArgs, readPage, toConnection, type Connection } from "../platform/graphql/connections";
import type { Id } from "../platform/ids";
import { isRefusal, type OrRefusal } from "../platform/refusal";
import type { AwardAuction } from "./award-auction";
import type { DeclareUnsold } from "./declare-unsold";
import type { SaleReader } from "./sale-reader";
import {
  AwardAuctionInput,
  AwardAuctionResult,
  DeclareUnsoldInput,
  DeclareUnsoldResult,
  SaleConnection,
  SaleFilter,
  SaleType,
  saleView,
} from "./sale.graphql";
import { requireSaleViewer } from "./sale.policy";
import { listSales } from "./sale.store";

export interface SaleResolverPorts {
  readonly database: DataSource;
  readonly cursors: Cursors;
  readonly reader: SaleReader;
  readonly actors: LoaderFactory<Id, ActorType>;
  readonly awardAuction: AwardAuction;
  readonly declareUnsold: DeclareUnsold;
}

@Resolver(() => SaleType)
export class SaleResolver {
  constructor(private readonly ports: SaleResolverPorts) {}

  @Query(() => SaleType, {
    nullable: true,
    description: "A sale of one's own: its seller's, or its buying firm's.",
  })
  async sale(
    @Arg("id", () => ID, { description: "The sale." }) id: Id,
    @Ctx() context: RequestContext,
  ): Promise<SaleType> {
    requireSaleViewer(context);
    return this.ports.reader.show(context, id);
  }

  @Query(() => SaleConnection, { description: "A seller's sales, or those to a firm; the latest first." })
  async sales(
    @Arg("filter", () => SaleFilter, { nullable: true, description: "Which." }) filter: SaleFilter | null,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: RequestContext,
  ): Promise<Connection<SaleType>> {
    const { cursors, database } = this.ports;
    const viewer = requireSaleViewer(context);
    const { id } = viewer.organization;
    const list = `sales ${id}`;
    const page = readPage(cursors, list, args);
    const selection = {
      owner: isSeller(viewer) ? { sellerId: id } : { buyerId: id },
      statuses: filter?.status ?? null,
      auctionIds: filter?.auctionIds ?? null,
      portfolioIds: filter?.portfolioIds ?? null,
    };
    return toConnection(await listSales(database, selection, page), page, {
      node: (sale) => saleView(sale, isSeller(viewer) ? "SELLER" : "FIRM"),
      cursor: (sale) => cursors.writeKey(list, [sale.id]),
    });
  }

  @Mutation(() => AwardAuctionResult, {
    nullable: true,
    description:
      "Makes a closed auction's result a sale, and asks for the authority to sell in the same moment. For AUCTION_ADMIN.",
  })
  async awardAuction(
    @Arg("input", () => AwardAuctionInput, { description: "Which, why, and to whom." })
    input: AwardAuctionInput,
    @Ctx() context: RequestContext,
  ): Promise<OrRefusal<SaleType>> {
    const viewer = context.require(Role.AUCTION_ADMIN);
    const sale = await this.ports.awardAuction.run(viewer, { ...input, toCover: input.toCover ?? false });
    return isRefusal(sale) ? sale : saleView(sale, "SELLER");
  }

  @Mutation(() => DeclareUnsoldResult, {
    nullable: true,
    description:
      "Ends an auction for which nobody is left that may buy at the reserve or above: it is UNSOLD, and its portfolio " +
      "returns to market. For AUCTION_ADMIN.",
  })
  async declareUnsold(
    @Arg("input", () => DeclareUnsoldInput, { description: "Which, and why." }) input: DeclareUnsoldInput,
    @Ctx() context: RequestContext,
  ): Promise<OrRefusal<AuctionType>> {
    const unsold = await this.ports.declareUnsold.run(context.require(Role.AUCTION_ADMIN), input);
    return isRefusal(unsold) ? unsold : this.ports.reader.auction(context, unsold.auctionId);
  }

  @FieldResolver(() => AuctionType, { description: "The auction that was awarded." })
  auction(@Root() { auctionId }: SaleType, @Ctx() context: RequestContext): Promise<AuctionType> {
    return this.ports.reader.auction(context, auctionId);
  }

  @FieldResolver(() => BuyerType, { description: "The firm that buys." })
  buyer(@Root() { buyerId }: SaleType, @Ctx() context: RequestContext): Promise<BuyerType> {
    return this.ports.reader.buyer(context, buyerId);
  }

  @FieldResolver(() => ActorType, {
    nullable: true,
    description: "Who awarded it; null for everybody but the seller.",
  })
  async awardedBy(
    @Root() { awarderId, audience }: SaleType,
    @Ctx() context: RequestContext,
  ): Promise<ActorType | null> {
    return audience === "SELLER" ? context.load(this.ports.actors).load(awarderId) : null;
  }
}
