import { Arg, Ctx, ID, Resolver, Root, Subscription } from "type-graphql";
import type { RequestContext } from "../../platform/context";
import type { Feed } from "../../platform/feeds/feed";
import { CursorScalar } from "../../platform/graphql/scalars";
import { fromSources } from "../../platform/graphql/sources";
import type { Id } from "../../platform/ids";
import { requireAuctionViewer } from "../access";
import { AuctionEvent } from "./auction-events.graphql";
import type { AuctionEventSource, AuctionEventViews } from "./auction-event.views";
import type { AuctionReader, SeenAuction } from "../auction-reader";
import { PARTICIPANTS_AUDIENCE, paddleAudience, SELLER_AUDIENCE } from "./auction.feed";
import { isSealed, standingFor, type AuctionStatus } from "../domain";
import type { WatchedTerms } from "../bidding/watched-terms";

@Resolver()
export class AuctionEventsResolver {
  constructor(
    private readonly reader: AuctionReader,
    private readonly feed: Feed<AuctionEventSource>,
    private readonly views: AuctionEventViews,
    private readonly watched: WatchedTerms,
  ) {}

  readonly sources = {
    auctionEvents: (args: { auctionId: Id; after?: string | null }, context: RequestContext) =>
      this.follow(args, context),
  };

  @Subscription(() => AuctionEvent, {
    subscribe: fromSources,
    description:
      "An auction as it happens: first what was missed since `after`, then live, in order, each event once. Without " +
      "`after` an AuctionSnapshot comes first. It completes when nothing can follow.",
  })
  auctionEvents(
    @Root() source: AuctionEventSource,
    @Arg("auctionId", () => ID, { description: "An auction that you may see." }) _auctionId: Id,
    @Arg("after", () => CursorScalar, { nullable: true, description: "The last event's cursor." })
    _after: string | null,
    @Ctx() context: RequestContext,
  ): Promise<AuctionEvent> {
    return this.views.view(source, context);
  }

  private async follow(
    { auctionId, after }: { auctionId: Id; after?: string | null },
    context: RequestContext,
  ) {
    const viewer = requireAuctionViewer(context);
    const seen = await this.reader.require(context, viewer, auctionId);
    this.watched.remember(auctionId, seen.auction.state.terms);
    const audiences = audiencesOf(seen);
    return this.feed.subscribe({
      stream: auctionId,
      after,
      audiences,
      snapshot: () => Promise.resolve(this.snapshot(seen, audiences[0] ?? PARTICIPANTS_AUDIENCE)),
    });
  }

  private snapshot(seen: SeenAuction, audience: string) {
    const { auction } = seen;
    const { id, state, sequence } = auction;
    const cursor = this.feed.cursorAt(id, sequence);
    const payload: AuctionEventSource = {
      kind: "snapshot",
      standing: standingFor(state, seen.audience),
      terms: state.terms,
      sequence,
      // When the last entry was would tell when somebody bid.
      at: isSealed(state) ? auction.clock : state.lastAt,
      cursor,
    };
    return { sequence, audience, payload, isLast: isOverForFeeds(state.status) };
  }
}

function audiencesOf({ audience, participant }: SeenAuction): string[] {
  if (audience.kind === "SELLER") return [SELLER_AUDIENCE];
  return [PARTICIPANTS_AUDIENCE, ...(participant ? [paddleAudience(participant.paddle)] : [])];
}

/** The states behind which no event of a feed comes. */
function isOverForFeeds(status: AuctionStatus): boolean {
  return status === "AWARDED" || status === "UNSOLD" || status === "NOT_AWARDED" || status === "CANCELLED";
}
