import type { Id } from "../../platform/ids";
import type { Instant } from "../../platform/time";
import { bidLimit } from "./allotment";
import type { AcceptedBid, AuctionState, Bidder } from "./auction";
import type { BelowIndicationReason } from "./bid-reason";
import type { OpenedBid, OpeningResult } from "./commands";
import { decideOpening } from "./decide-opening";
import type { AuctionEvent, BidSetAside, BidsOpened, RoundOpened } from "./events";
import { liveBids } from "./formats/live-bids";
import { bidsOfPhase } from "./formats/phases";
import { isSame } from "./is-same";
import type { Participant } from "./participant";

/** What the entries before an opening tell. */
export interface KnownBeforeOpening {
  /** Those that the opening itself has set aside. */
  readonly setAside: readonly BidSetAside[];
  /** Every accepted bid that was neither voided nor withdrawn, in order. */
  readonly bids: readonly AcceptedBid[];
  readonly firms: ReadonlyMap<Id, Participant>;
  /** By firm, what its last accepted bid gave as a reason to be below its indication. */
  readonly reasons: ReadonlyMap<Id, BelowIndicationReason>;
  /** When the opening was decided: the time of its first entry. */
  readonly decidedAt: Instant;
}

/**
 * The opening decided once more from what it found in the boxes, with what follows from it. Nothing when other bids were set
 * aside than the rules would, or when not every firm's live bid was opened.
 */
export function openedAgain(
  auction: AuctionState,
  opened: BidsOpened | RoundOpened,
  { setAside, bids, firms, reasons, decidedAt }: KnownBeforeOpening,
): readonly AuctionEvent[] {
  const asOpened = ({ buyerId, paddle }: Bidder, sequence: number, result: OpeningResult): OpenedBid => {
    const firm = firms.get(buyerId);
    const limit = firm ? bidLimit(firm) : null;
    return {
      sequence,
      buyerId,
      paddle,
      limit,
      belowIndicationReason: reasons.get(buyerId) ?? null,
      result,
    };
  };
  const found = [
    ...setAside.map((one) => asOpened(one, one.bid, resultBehind(one.reason, one.amount))),
    ...opened.bids.map((one) => asOpened(one, one.sequence, { kind: "OPENED", amount: one.amount })),
  ];
  const live = liveBids(bidsOfPhase(auction, bids)).map(({ sequence, buyerId }) => ({ sequence, buyerId }));
  const places = found.map(({ sequence, buyerId }) => ({ sequence, buyerId }));
  if (!isSame(bySequence(live), bySequence(places))) return [];
  const decision = decideOpening(auction, { type: "OpenBids", bids: found }, decidedAt);
  if (decision.kind === "rejected") return [];
  const { events } = decision;
  return isSame(events.slice(0, setAside.length), setAside) ? events.slice(setAside.length) : [];
}

function resultBehind(reason: BidSetAside["reason"], amount: bigint | null): OpeningResult {
  if (amount !== null) return { kind: "OPENED", amount };
  return { kind: reason === "UNREVEALED" ? "UNREVEALED" : "INVALID" };
}

function bySequence<Bid extends { readonly sequence: number }>(bids: readonly Bid[]): readonly Bid[] {
  return [...bids].sort((a, b) => a.sequence - b.sequence);
}
