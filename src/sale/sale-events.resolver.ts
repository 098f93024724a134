import { Arg, Ctx, ID, Resolver, Root, Subscription } from "type-graphql";
import type { DataSource } from "typeorm";
import type { RequestContext } from "../platform/context";
import type { Feed, FeedSnapshot } from "../platform/feeds/feed";
import { CursorScalar } from "../platform/graphql/scalars";
import { fromSources } from "../platform/graphql/sources";
import { view } from "../platform/graphql/node";
import type { Id } from "../platform/ids";
import { isFinal } from "./domain/sale";
import { SaleEvent, SaleSnapshot } from "./sale-events.graphql";
import type { SaleReader, SeenSale } from "./sale-reader";
import { audienceName, type SaleEventSource } from "./sale.feed";
import { saleView } from "./sale.graphql";
import { requireSaleViewer } from "./sale.policy";
import { readPresent } from "./sale.store";

@Resolver()
export class SaleEventsResolver {
  constructor(
    private readonly reader: SaleReader,
    private readonly feed: Feed<SaleEventSource>,
    private readonly database: DataSource,
  ) {}

  readonly sources = {
    saleEvents: (args: { saleId: Id; after?: string | null }, context: RequestContext) =>
      this.follow(args, context),
  };

  @Subscription(() => SaleEvent, {
    subscribe: fromSources,
    description:
      "What becomes of a sale: first what was missed since `after`, then live, in order, each event once. Without " +
      "`after` a SaleSnapshot comes first. The buying firm gets what changes the sale's status, its seller everything. " +
      "It completes when nothing can follow.",
  })
  async saleEvents(
    @Root() source: SaleEventSource,
    @Arg("saleId", () => ID, { description: "A sale that you may see." }) _saleId: Id,
    @Arg("after", () => CursorScalar, { nullable: true, description: "The last event's cursor." })
    _after: string | null,
    @Ctx() context: RequestContext,
  ): Promise<SaleEvent> {
    const { cursor, sequence, at, audience, status } = source;
    const { sale } = await this.reader.require(context, source.saleId);
    return view(source.type, { cursor, sequence, at, sale: saleView(sale, audience, status) });
  }

  private async follow({ saleId, after }: { saleId: Id; after?: string | null }, context: RequestContext) {
    const viewer = requireSaleViewer(context);
    const seen = await this.reader.require(context, saleId);
    return this.feed.subscribe({
      stream: saleId,
      after,
      audiences: [audienceName(seen.audience, viewer.organization.id)],
      snapshot: () => this.snapshot(seen),
    });
  }

  private async snapshot({ sale, audience }: SeenSale): Promise<FeedSnapshot<SaleEventSource>> {
    const { status, sequence, at } = await readPresent(this.database, sale.id);
    const organizationId = audience === "SELLER" ? sale.sellerId : sale.buyerId;
    const cursor = this.feed.cursorAt(sale.id, sequence);
    return {
      sequence,
      audience: audienceName(audience, organizationId),
      payload: { type: SaleSnapshot, saleId: sale.id, status, audience, sequence, at, cursor },
      isLast: isFinal(status),
    };
  }
}
