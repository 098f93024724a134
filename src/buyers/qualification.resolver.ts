import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from "type-graphql";
import type { DataSource } from "typeorm";
import { ActorType } from "../platform/access/access.graphql";
import type { LoaderFactory, RequestContext } from "../platform/context";
import type { Cursors } from "../platform/cursors";
import { notFound } from "../platform/errors";
import { MoneyType, moneyView } from "../platform/graphql/money";
import { PageArgs, readPage, toConnection, type Connection } from "../platform/graphql/connections";
import type { Id } from "../platform/ids";
import { BuyerType } from "./buyer.graphql";
import { listQualifications } from "./buyer-list.store";
import type { BuyerReader } from "./buyer-reader";
import { MAY_READ_BUYERS, ownerOf } from "./buyers.policy";
import { QualificationConnection, QualificationType } from "./qualification.graphql";

export interface QualificationResolverPorts {
  readonly database: DataSource;
  readonly cursors: Cursors;
  readonly reader: BuyerReader;
  readonly actors: LoaderFactory<Id, ActorType>;
}

@Resolver(() => QualificationType)
export class QualificationResolver {
  constructor(private readonly ports: QualificationResolverPorts) {}

  @Query(() => QualificationConnection, {
    description:
      "To a firm its own with every seller, to a seller those of every firm, rejected ones too, the oldest first. " +
      "For every role of either.",
  })
  async qualifications(
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: RequestContext,
  ): Promise<Connection<QualificationType>> {
    const { cursors, database, reader } = this.ports;
    const owner = ownerOf(context.require(...MAY_READ_BUYERS));
    const list = `qualifications ${owner.organizationId}`;
    const page = readPage(cursors, list, args);
    const ids = await listQualifications(database, owner, page);
    const found = await Promise.all(ids.map((id) => reader.qualification(context, id)));
    return toConnection(
      found.filter((one) => one !== null),
      page,
      {
        node: (one) => one,
        cursor: (one) => cursors.writeKey(list, [one.id]),
      },
    );
  }

  @Query(() => QualificationType, {
    nullable: true,
    description: "A qualification of one's own firm, or by one's own organization. For every role of either.",
  })
  async qualification(
    @Arg("id", () => ID, { description: "The qualification." }) id: Id,
    @Ctx() context: RequestContext,
  ): Promise<QualificationType> {
    context.require(...MAY_READ_BUYERS);
    const qualification = await this.ports.reader.qualification(context, id);
    if (!qualification) throw notFound();
    return qualification;
  }

  @FieldResolver(() => BuyerType, { description: "The firm." })
  async buyer(@Root() of: QualificationType, @Ctx() context: RequestContext): Promise<BuyerType> {
    const buyer = await context.load(this.ports.reader.loaders.buyer).load(of.buyerId);
    if (!buyer) throw new Error("A qualification's firm is missing");
    return buyer;
  }

  @FieldResolver(() => String, { description: "The seller's slug." })
  seller(@Root() of: QualificationType, @Ctx() context: RequestContext): Promise<string> {
    return context.load(this.ports.reader.loaders.sellerSlug).load(of.sellerId);
  }

  @FieldResolver(() => [MoneyType], {
    description:
      "The most that the firm may be committed to with this seller in each currency; in one that is not named, as " +
      "much as each auction lets it bid.",
  })
  async exposureLimits(@Root() { sellerId, buyerId }: QualificationType, @Ctx() context: RequestContext) {
    const limits = await context.load(this.ports.reader.loaders.exposureLimits).load({ sellerId, buyerId });
    return limits.map(({ minor, currency }) => moneyView(minor, currency));
  }

  @FieldResolver(() => ActorType, {
    nullable: true,
    description: "Who decided it. The seller's; null for the firm.",
  })
  async decidedBy(@Root() of: QualificationType, @Ctx() context: RequestContext): Promise<ActorType | null> {
    return of.deciderId === null ? null : context.load(this.ports.actors).load(of.deciderId);
  }
}
