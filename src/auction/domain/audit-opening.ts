import type { Id } from "../../platform/ids";
import type { AcceptedBid, AuctionState } from "./auction";
import type { OpenedBid, OpeningResult } from "./commands";
import { decideOpening } from "./decide-opening";
import type { AuctionEvent, BidSetAside, BidsOpened } from "./events";
import { liveBids } from "./formats/live-bids";
import { isSame } from "./is-same";
import type { Participant } from "./participant";

/** What the entries before an opening tell. */
export interface KnownBeforeOpening {
  /** Those that the opening itself has set aside. */
  readonly setAside: readonly BidSetAside[];
  /** Every accepted bid that was neither voided nor withdrawn, in order. */
  readonly bids: readonly AcceptedBid[];
  readonly firms: ReadonlyMap<Id, Participant>;
}

/**
 * The opening decided once more from what it found in the boxes. Nothing when other bids were set aside than the rules
 * would, or when not every firm's live bid was opened.
 */
export function openedAgain(
  auction: AuctionState,
  opened: BidsOpened,
  { setAside, bids, firms }: KnownBeforeOpening,
): readonly AuctionEvent[] {
  const limitOf = (buyerId: Id) => firms.get(buyerId)?.limit ?? null;
  const found: OpenedBid[] = [
    ...setAside.map(({ bid, buyerId, paddle, reason, amount }) => ({
      sequence: bid,
      buyerId,
      paddle,
      limit: limitOf(buyerId),
      result: resultBehind(reason, amount),
    })),
    ...opened.bids.map(({ sequence, buyerId, paddle, amount }) => ({
      sequence,
      buyerId,
      paddle,
      limit: limitOf(buyerId),
      result: { kind: "OPENED", amount } as const,
    })),
  ];
  const live = liveBids(bids).map(({ sequence, buyerId }) => ({ sequence, buyerId }));
  const places = found.map(({ sequence, buyerId }) => ({ sequence, buyerId }));
  if (!isSame(bySequence(live), bySequence(places))) return [];
  const decision = decideOpening(auction, { type: "OpenBids", bids: found });
  if (decision.kind === "rejected" || !isSame(decision.events.slice(0, -1), setAside)) return [];
  return decision.events.slice(-1);
}

function resultBehind(reason: BidSetAside["reason"], amount: bigint | null): OpeningResult {
  if (amount !== null) return { kind: "OPENED", amount };
  return { kind: reason === "UNREVEALED" ? "UNREVEALED" : "INVALID" };
}

function bySequence<Bid extends { readonly sequence: number }>(bids: readonly Bid[]): readonly Bid[] {
  return [...bids].sort((a, b) => a.sequence - b.sequence);
}
