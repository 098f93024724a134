import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import type { DataSource } from "typeorm";
import { AuctionType } from "../auction";
import { ActorType } from "../platform/access/access.graphql";
import { Role } from "../platform/access/viewer";
import type { LoaderFactory, RequestContext } from "../platform/context";
import type { Cursors } from "../platform/cursors";
import { PageArgs, readPage, toConnection, type Connection } from "../platform/graphql/connections";
import type { Id } from "../platform/ids";
import { isRefusal, type OrRefusal } from "../platform/refusal";
import {
  AnnulmentConnection,
  AnnulmentFilter,
  AnnulmentType,
  annulmentView,
  ProposeAnnulmentInput,
  ProposeAnnulmentResult,
  SecondAnnulmentInput,
  SecondAnnulmentResult,
} from "./annulment.graphql";
import { listAnnulments } from "./annulment.store";
import type { ProposeAnnulment } from "./propose-annulment";
import type { SaleReader } from "./sale-reader";
import type { SecondAnnulment } from "./second-annulment";

export interface AnnulmentResolverPorts {
  readonly database: DataSource;
  readonly cursors: Cursors;
  readonly reader: SaleReader;
  readonly actors: LoaderFactory<Id, ActorType>;
  readonly proposeAnnulment: ProposeAnnulment;
  readonly secondAnnulment: SecondAnnulment;
}

/** Ending a closed auction without a sale. */
@Resolver(() => AnnulmentType)
export class AnnulmentResolver {
  constructor(private readonly ports: AnnulmentResolverPorts) {}

  @Query(() => AnnulmentConnection, {
    description: "The seller's annulments of closed auctions, the latest first. For every role of a seller.",
  })
  async annulments(
    @Arg("filter", () => AnnulmentFilter, { nullable: true, description: "Which." })
    filter: AnnulmentFilter | null,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: RequestContext,
  ): Promise<Connection<AnnulmentType>> {
    const { cursors, database } = this.ports;
    const sellerId = context.requireSeller().organization.id;
    const list = `annulments ${sellerId}`;
    const page = readPage(cursors, list, args);
    const selection = {
      sellerId,
      statuses: filter?.status ?? null,
      auctionIds: filter?.auctionIds ?? null,
    };
    return toConnection(await listAnnulments(database, selection, page), page, {
      node: annulmentView,
      cursor: (annulment) => cursors.writeKey(list, [annulment.id]),
    });
  }

  @Mutation(() => ProposeAnnulmentResult, {
    nullable: true,
    description:
      "Proposes to cancel a closed auction or not to award it; nothing happens until a second person agrees. For AUCTION_ADMIN.",
  })
  async proposeAnnulment(
    @Arg("input", () => ProposeAnnulmentInput, { description: "Which, what, and why." })
    input: ProposeAnnulmentInput,
    @Ctx() context: RequestContext,
  ): Promise<OrRefusal<AnnulmentType>> {
    const annulment = await this.ports.proposeAnnulment.run(context.require(Role.AUCTION_ADMIN), input);
    return isRefusal(annulment) ? annulment : annulmentView(annulment);
  }

  @Mutation(() => SecondAnnulmentResult, {
    nullable: true,
    description:
      "Agrees to an annulment that another person proposed, which carries it out, or rejects it. For COMPLIANCE and EXECUTIVE.",
  })
  async secondAnnulment(
    @Arg("input", () => SecondAnnulmentInput, { description: "Which, what, and why." })
    input: SecondAnnulmentInput,
    @Ctx() context: RequestContext,
  ): Promise<OrRefusal<AnnulmentType>> {
    const viewer = context.require(Role.COMPLIANCE, Role.EXECUTIVE);
    const annulment = await this.ports.secondAnnulment.run(viewer, input);
    return isRefusal(annulment) ? annulment : annulmentView(annulment);
  }

  @FieldResolver(() => AuctionType, { description: "The auction that it is about." })
  auction(@Root() { auctionId }: AnnulmentType, @Ctx() context: RequestContext): Promise<AuctionType> {
    return this.ports.reader.auction(context, auctionId);
  }

  @FieldResolver(() => ActorType, { description: "Who proposed it." })
  proposedBy(@Root() { proposerId }: AnnulmentType, @Ctx() context: RequestContext): Promise<ActorType> {
    return context.load(this.ports.actors).load(proposerId);
  }

  @FieldResolver(() => ActorType, { nullable: true, description: "The second person; null while it waits." })
  async secondedBy(
    @Root() { seconderId }: AnnulmentType,
    @Ctx() context: RequestContext,
  ): Promise<ActorType | null> {
    return seconderId === null ? null : context.load(this.ports.actors).load(seconderId);
  }
}
