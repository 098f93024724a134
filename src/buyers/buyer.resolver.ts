import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from "type-graphql";
import type { DataSource } from "typeorm";
import type { RequestContext } from "../platform/context";
import type { Cursors } from "../platform/cursors";
import { notFound } from "../platform/errors";
import { PageArgs, readPage, toConnection, type Connection } from "../platform/graphql/connections";
import type { Id } from "../platform/ids";
import { BuyerConnection, BuyerFilter, BuyerType } from "./buyer.graphql";
import { listBuyers } from "./buyer-list.store";
import type { BuyerReader } from "./buyer-reader";
import { MAY_READ_BUYERS, ownerOf, seesAffiliations } from "./buyers.policy";
import { areAffiliated } from "./domain/affiliation";
import { LicenceType, QualificationType } from "./qualification.graphql";
import { readConditions } from "./read-inputs";

@Resolver(() => BuyerType)
export class BuyerResolver {
  constructor(
    private readonly database: DataSource,
    private readonly cursors: Cursors,
    private readonly reader: BuyerReader,
  ) {}

  @Query(() => BuyerConnection, {
    description:
      "To a seller the firms that have applied to it, by identifier; to a firm itself. For every role of either.",
  })
  async buyers(
    @Arg("filter", () => BuyerFilter, { nullable: true, description: "Which; all when absent." })
    filter: BuyerFilter | null,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: RequestContext,
  ): Promise<Connection<BuyerType>> {
    const owner = ownerOf(context.require(...MAY_READ_BUYERS));
    const list = `buyers ${owner.organizationId}`;
    const page = readPage(this.cursors, list, args);
    const ids = await listBuyers(this.database, owner, readConditions(filter), page);
    const firms = await context.load(this.reader.loaders.buyer).loadMany(ids);
    const found = firms.filter((firm): firm is BuyerType => firm instanceof BuyerType);
    return toConnection(found, page, {
      node: (firm) => firm,
      cursor: (firm) => this.cursors.writeKey(list, [firm.id]),
    });
  }

  @Query(() => BuyerType, {
    nullable: true,
    description:
      "A firm that has applied to one's own organization, or one's own firm. For every role of either.",
  })
  async buyer(
    @Arg("id", () => ID, { description: "The firm." }) id: Id,
    @Ctx() context: RequestContext,
  ): Promise<BuyerType> {
    context.require(...MAY_READ_BUYERS);
    const buyer = await this.reader.buyer(context, id);
    if (!buyer) throw notFound();
    return buyer;
  }

  @FieldResolver(() => QualificationType, {
    nullable: true,
    description:
      "To a seller the firm's last with it; to the firm the one it applied for last; to nobody else.",
  })
  qualification(@Root() buyer: BuyerType, @Ctx() context: RequestContext): Promise<QualificationType | null> {
    return this.reader.qualificationOf(context, buyer.id);
  }

  @FieldResolver(() => [LicenceType], {
    description:
      "What counts of that qualification: one's own or one's applicant's; empty for everybody else.",
  })
  async licences(@Root() buyer: BuyerType, @Ctx() context: RequestContext): Promise<LicenceType[]> {
    return (await this.reader.qualificationOf(context, buyer.id))?.evidence.licences ?? [];
  }

  @FieldResolver(() => [BuyerType], {
    nullable: true,
    description:
      "The other firms that the seller has found to belong with it. The seller's; null for everybody else.",
  })
  async affiliates(@Root() buyer: BuyerType, @Ctx() context: RequestContext): Promise<BuyerType[] | null> {
    if (!seesAffiliations(context.viewer)) return null;
    const groups = await context.load(this.reader.loaders.affiliations).load(context.viewer.organization.id);
    const others = [...groups.keys()].filter((id) => id !== buyer.id && areAffiliated(groups, id, buyer.id));
    const firms = await context.load(this.reader.loaders.buyer).loadMany(others); // null for the seller itself
    return firms.filter((firm): firm is BuyerType => firm instanceof BuyerType);
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description: "Has the seller found that the firm belongs with it. The seller's; null for everybody else.",
  })
  async isAffiliatedWithSeller(
    @Root() buyer: BuyerType,
    @Ctx() context: RequestContext,
  ): Promise<boolean | null> {
    if (!seesAffiliations(context.viewer)) return null;
    const sellerId = context.viewer.organization.id;
    return areAffiliated(
      await context.load(this.reader.loaders.affiliations).load(sellerId),
      sellerId,
      buyer.id,
    );
  }
}
