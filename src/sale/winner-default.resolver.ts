import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import { AuctionType } from "../auction";
import { BuyerType } from "../buyers";
import { ActorType } from "../platform/access/access.graphql";
import { Role } from "../platform/access/viewer";
import type { LoaderFactory, RequestContext } from "../platform/context";
import type { Id } from "../platform/ids";
import { isRefusal, type OrRefusal } from "../platform/refusal";
import type { DeclareDefault } from "./declare-default";
import type { SaleReader } from "./sale-reader";
import { SaleType } from "./sale.graphql";
import {
  DeclareDefaultInput,
  DeclareDefaultResult,
  defaultView,
  WinnerDefaultType,
} from "./winner-default.graphql";

export interface WinnerDefaultResolverPorts {
  readonly reader: SaleReader;
  readonly actors: LoaderFactory<Id, ActorType>;
  readonly declareDefault: DeclareDefault;
}

/** Winners that do not stand by what they won. */
@Resolver(() => WinnerDefaultType)
export class WinnerDefaultResolver {
  constructor(private readonly ports: WinnerDefaultResolverPorts) {}

  @Mutation(() => DeclareDefaultResult, {
    nullable: true,
    description:
      "Declares that a winner does not stand by what it won, and approves that its deposit is forfeited: its sale falls " +
      "through, and awardAuction offers it toCover; where nobody is left, the auction is UNSOLD. Before an award only for " +
      "a winner whose licence has lapsed, once its cure period is over. For COMPLIANCE and EXECUTIVE, and not for " +
      "whoever awarded the sale.",
  })
  async declareDefault(
    @Arg("input", () => DeclareDefaultInput, { description: "Who, where, and why." })
    input: DeclareDefaultInput,
    @Ctx() context: RequestContext,
  ): Promise<OrRefusal<WinnerDefaultType>> {
    const viewer = context.require(Role.COMPLIANCE, Role.EXECUTIVE);
    const declared = await this.ports.declareDefault.run(viewer, input);
    if (isRefusal(declared)) return declared;
    if (declared.saleId !== null) this.ports.reader.forget(context, declared.saleId);
    return defaultView(declared, "SELLER");
  }

  @FieldResolver(() => AuctionType, { description: "The auction that it won." })
  auction(@Root() { auctionId }: WinnerDefaultType, @Ctx() context: RequestContext): Promise<AuctionType> {
    return this.ports.reader.auction(context, auctionId);
  }

  @FieldResolver(() => BuyerType, { description: "The firm." })
  buyer(@Root() { buyerId }: WinnerDefaultType, @Ctx() context: RequestContext): Promise<BuyerType> {
    return this.ports.reader.buyer(context, buyerId);
  }

  @FieldResolver(() => SaleType, {
    nullable: true,
    description: "The sale that fell through; null: it was never awarded.",
  })
  async sale(
    @Root() { saleId }: WinnerDefaultType,
    @Ctx() context: RequestContext,
  ): Promise<SaleType | null> {
    return saleId === null ? null : this.ports.reader.show(context, saleId);
  }

  @FieldResolver(() => ActorType, {
    nullable: true,
    description: "Who approved that the deposit is forfeited. The seller's; null for the firm.",
  })
  async approvedBy(
    @Root() { approverId }: WinnerDefaultType,
    @Ctx() context: RequestContext,
  ): Promise<ActorType | null> {
    return approverId === null ? null : context.load(this.ports.actors).load(approverId);
  }
}
