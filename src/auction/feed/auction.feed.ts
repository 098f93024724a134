import { RequestContext } from "../../platform/context";
import type { FeedDefinition, Shown } from "../../platform/feeds/feed";
import type { Id } from "../../platform/ids";
import type { Entry } from "../../platform/journal/chain";
import type { AuctionEventSource } from "./auction-event.views";
import { firmOf, isVisible, type Audience, type AuctionEvent, type OutcomeKind, type Terms } from "../domain";

/** Audiences of an auction's feed by name: the seller, all participants alike, one firm by its paddle. */
export const SELLER_AUDIENCE = "seller";
export const PARTICIPANTS_AUDIENCE = "participants";
export const paddleAudience = (paddle: string): string => `paddle ${paddle}`;

/** What is no news for a feed: who takes part is shown to the firm and the seller by queries. */
const NOT_IN_FEED: ReadonlySet<string> = new Set([
  "AuctionScheduled",
  "BuyerInvited",
  "NdaSigned",
  "BuyerAdmitted",
  "LimitSet",
  "AllotmentChanged",
]);

/** `termsOf`: of an auction that somebody watches, so they were read. */
export function auctionFeed(termsOf: (auctionId: Id) => Terms): FeedDefinition<AuctionEventSource> {
  return {
    name: "auctionEvents",
    show: (entry, cursor) => show(entry, termsOf(entry.stream), cursor),
    contextFor: (audience) => new RequestContext(`feed ${audience}`, null, { cache: false }),
  };
}

function show(
  entry: Entry,
  terms: Terms,
  cursor: () => string,
): ReadonlyMap<string, Shown<AuctionEventSource>> {
  if (NOT_IN_FEED.has(entry.type)) return new Map();
  if (entry.type === "BuyerRemoved") return endFor(entry);
  const event = byPaddle(entry);
  const paddle = firmOf(event);
  const isLast = endsFeed(entry);
  const shown = new Map<string, Shown<AuctionEventSource>>();
  const add = (name: string, audience: Audience): boolean => {
    if (!isVisible(terms, event, audience)) return false;
    shown.set(name, { payload: { kind: "entry", entry, terms, audience, cursor: cursor() }, isLast });
    return true;
  };
  add(SELLER_AUDIENCE, { kind: "SELLER" });
  const isForAll = add(PARTICIPANTS_AUDIENCE, { kind: "PARTICIPANTS" });
  if (!isForAll && paddle !== null) add(paddleAudience(paddle), { kind: "FIRM", buyerId: paddle });
  return shown;
}

/** The entry names no firm, only its paddle, which does as well to say who sees it. */
export function byPaddle(entry: Entry): AuctionEvent {
  const event: Record<string, unknown> = { ...entry.data, type: entry.type };
  if (firmOf(event as unknown as AuctionEvent) !== null) event["buyerId"] = entry.data["paddle"];
  return event as unknown as AuctionEvent;
}

/** A firm that is removed learns no more: NOT_FOUND, and its feed completes. */
function endFor(entry: Entry): ReadonlyMap<string, Shown<AuctionEventSource>> {
  const name = paddleAudience(entry.data["paddle"] as string);
  return new Map([[name, { payload: { kind: "gone" }, isLast: true }]]);
}

/** Nothing follows an award, a cancellation, a result without a winner, or one that is not taken. */
function endsFeed({ type, data }: Entry): boolean {
  switch (type) {
    case "AuctionAwarded":
    case "AuctionNotAwarded":
    case "AuctionUnsold":
    case "AuctionCancelled":
      return true;
    case "AuctionClosed":
    case "BidsOpened": {
      const outcome = data["outcome"] as { readonly kind: OutcomeKind } | null;
      return outcome !== null && outcome.kind !== "WON";
    }
    default:
      return false;
  }
}
