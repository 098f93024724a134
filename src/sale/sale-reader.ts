import type { DataSource } from "typeorm";
import { auctionView, type AuctionReader, type AuctionType } from "../auction";
import type { BuyerType } from "../buyers";
import type { LoaderFactory, RequestContext } from "../platform/context";
import { notFound } from "../platform/errors";
import { isId, type Id } from "../platform/ids";
import type { Sale } from "./domain/sale";
import { saleView, type SaleType } from "./sale.graphql";
import { saleById } from "./sale.loaders";
import { audienceOf, type Audience } from "./sale.policy";

export interface SaleReaderPorts {
  readonly database: DataSource;
  readonly auctions: AuctionReader;
  readonly buyerById: LoaderFactory<Id, BuyerType | null>;
}

/** A sale that a caller may see, and as whom. */
export interface SeenSale {
  readonly sale: Sale;
  readonly audience: Audience;
}

/** Finds sales, and what they show of earlier stages, for whoever may see them; batched within a request. */
export class SaleReader {
  private readonly sales: LoaderFactory<Id, Sale | null>;

  constructor(private readonly ports: SaleReaderPorts) {
    this.sales = saleById(ports.database);
  }

  async find(context: RequestContext, id: Id): Promise<SeenSale | null> {
    const viewer = context.require();
    const sale = isId(id) ? await context.load(this.sales).load(id) : null;
    const audience = sale && audienceOf(viewer, sale);
    return sale && audience && { sale, audience };
  }

  /** NOT_FOUND alike for what does not exist and for what the caller may not see. */
  async require(context: RequestContext, id: Id): Promise<SeenSale> {
    const seen = await this.find(context, id);
    if (!seen) throw notFound();
    return seen;
  }

  /** The sale for fields of other objects that only its own parties see. */
  async show(context: RequestContext, id: Id): Promise<SaleType> {
    const { sale, audience } = await this.require(context, id);
    return saleView(sale, audience);
  }

  /** What was read before a command is not what its result shows. */
  forget(context: RequestContext, id: Id): void {
    context.load(this.sales).clear(id);
  }

  async auction(context: RequestContext, auctionId: Id): Promise<AuctionType> {
    const { auctions } = this.ports;
    const seen = await auctions.require(context, context.require(), auctionId);
    return auctionView(seen.auction, seen.audience, await auctions.participants(context, auctionId));
  }

  async buyer(context: RequestContext, buyerId: Id): Promise<BuyerType> {
    const buyer = await context.load(this.ports.buyerById).load(buyerId);
    if (!buyer) throw new Error("A sale's buyer is missing");
    return buyer;
  }
}
