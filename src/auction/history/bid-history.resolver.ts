import { Arg, Args, Ctx, Query, Resolver } from "type-graphql";
import type { DataSource } from "typeorm";
import { isSeller } from "../../platform/access/require";
import type { Viewer } from "../../platform/access/viewer";
import type { RequestContext } from "../../platform/context";
import type { Cursors } from "../../platform/cursors";
import type { Id } from "../../platform/ids";
import {
  PageArgs,
  readPage,
  toConnection,
  type Connection,
  type Page,
} from "../../platform/graphql/connections";
import { requireHistoryReader } from "../access";
import { BidOrder } from "../auction-enums.graphql";
import type { AuctionReader } from "../auction-reader";
import { bidRowView } from "../auction.views";
import { BidFilter } from "./bid-history.graphql";
import type { OrderedPlace } from "./bid-history.order";
import { listBids, type OrderedBid } from "./bid-history.store";
import { BidConnection, type BidType } from "../bidding/bid.graphql";
import type { Audience } from "../domain";
import { requireReadable } from "./require-readable";

export interface BidHistoryPorts {
  readonly analysts: DataSource;
  readonly cursors: Cursors;
  /** Reads from the analysts' pool, too. */
  readonly reader: AuctionReader;
}

/** Bid histories, page by page. */
@Resolver()
export class BidHistoryResolver {
  constructor(private readonly ports: BidHistoryPorts) {}

  @Query(() => BidConnection, {
    description:
      "Bids of a seller's auctions, for its ANALYST, AUCTION_ADMIN, COMPLIANCE and EXECUTIVE; for a firm its own. What " +
      "the caller may not see is left out, also where it is named.",
  })
  async bids(
    @Arg("filter", () => BidFilter, { nullable: true, description: "Which; absent: all." })
    filter: BidFilter | null,
    @Arg("orderBy", () => BidOrder, {
      nullable: true,
      description: "In which order; absent: the latest decision first.",
    })
    orderBy: BidOrder | null,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: RequestContext,
  ): Promise<Connection<BidType>> {
    const viewer = requireHistoryReader(context);
    const { analysts, cursors } = this.ports;
    const order = orderBy ?? BidOrder.DECIDED_AT_DESC;
    const list = `bids ${order}`;
    const page = readPage(cursors, list, args);
    await this.refuseSealed(context, viewer, filter?.auctionIds ?? []);
    const selection = { viewer, filter: filter ?? {}, order, after: placeOf(page), limit: page.first + 1 };
    const bids = await listBids(analysts, selection);
    const rows = await Promise.all(
      bids.map(async (bid) => ({ bid, node: await this.show(context, viewer, bid) })),
    );
    return toConnection(rows, page, {
      node: ({ node }) => node,
      cursor: ({ bid }) =>
        cursors.writeKey(list, [bid.section, bid.key.toString(), bid.auctionId, bid.sequence]),
    });
  }

  /** An auction that is named and still sealed: SEALED, to whoever may see it. One that is not named is left out. */
  private async refuseSealed(context: RequestContext, viewer: Viewer, named: readonly Id[]): Promise<void> {
    const seen = await Promise.all(named.map((id) => this.ports.reader.find(context, viewer, id)));
    for (const one of seen) if (one) requireReadable(one.auction.state);
  }

  private async show(context: RequestContext, viewer: Viewer, bid: OrderedBid): Promise<BidType> {
    const { state } = await this.ports.reader.auction(context, bid.auctionId);
    const audience: Audience = isSeller(viewer)
      ? { kind: "SELLER" }
      : { kind: "FIRM", buyerId: viewer.organization.id };
    return bidRowView(state, bid, audience);
  }
}

function placeOf({ after }: Page): OrderedPlace | null {
  if (!after) return null;
  const [section, key, auctionId, sequence] = after;
  return {
    section: String(section),
    key: BigInt(key ?? 0),
    auctionId: String(auctionId),
    sequence: Number(sequence),
  };
}
