import type { Id } from "../../platform/ids";
import type { AuctionState, OutcomeKind } from "./auction";
import type { AuctionEvent } from "./events";
import { formatOf } from "./formats/registry";
import type { Participant } from "./participant";
import { takesBidsYet } from "./standing";

// A firm's exposure limit is divided into allotments, one an auction (auction-rules.md, case 18). A bid is held against its
// allotment alone, so that no decision reads another auction's state.

/** The most that a firm may bid here: what its seller set for this auction, within its allotment. Null: not limited. */
export function bidLimit({ limit, allotment }: Pick<Participant, "limit" | "allotment">): bigint | null {
  if (limit === null || allotment === null) return limit ?? allotment;
  return allotment < limit ? allotment : limit;
}

/** What a firm would like to be allotted when it is admitted: as much as it may bid without being asked twice. */
export function wantedAllotment({ terms }: AuctionState, limit: bigint | null): bigint {
  return limit ?? terms.faceValue;
}

/** Must a firm's whole limit be allotted before it bids, because its bids cannot be read? */
export function commitsWholeLimit({ terms }: Pick<AuctionState, "terms">): boolean {
  return formatOf(terms).commitsWholeLimit;
}

/**
 * What a firm is committed to: its maximum while it leads; the whole of its limit while bids are sealed, unless a short list
 * was made without it; behind the end what its allotment has been cut down to.
 */
export function commitment(auction: AuctionState, participant: Participant): bigint {
  const { buyerId, status, limit, allotment } = participant;
  if (!takesBidsYet(auction)) return allotment ?? 0n;
  if (auction.phase?.shortlist?.includes(buyerId) === false) return 0n;
  if (commitsWholeLimit(auction))
    return status === "ADMITTED" ? (allotment ?? wantedAllotment(auction, limit)) : 0n;
  const { leader } = auction.book;
  return leader?.buyerId === buyerId ? leader.maximum : 0n;
}

/** The part of it that the seller sees anyway: a leader's price, not its maximum. */
export function visibleCommitment(auction: AuctionState, participant: Participant): bigint {
  const { leader, price } = auction.book;
  const isOpen = takesBidsYet(auction) && !commitsWholeLimit(auction);
  if (!isOpen) return commitment(auction, participant);
  return leader?.buyerId === participant.buyerId ? (price ?? 0n) : 0n;
}

/** Who keeps how much of an allotment at most when an auction has ended; everybody else keeps nothing. */
export interface KeptAllotment {
  readonly buyerId: Id;
  readonly most: bigint | null;
}

/**
 * What an event leaves of the allotments: "all" where nothing has ended; else those that are kept, if any. An award makes
 * its firm's place exclusive; nothing else is owed by anybody. Who is not on the short list owes nothing any more.
 */
export function allotmentsLeftBy(event: AuctionEvent): "all" | readonly KeptAllotment[] {
  switch (event.type) {
    case "AuctionClosed":
      return event.outcome === null ? "all" : leftByOutcome(event.outcome);
    case "BidsOpened":
      return leftByOutcome(event.outcome);
    case "AuctionAwarded":
      return [{ buyerId: event.buyerId, most: null }];
    case "ShortlistMade":
      return event.firms.map(({ buyerId }) => ({ buyerId, most: null }));
    case "AuctionCancelled":
    case "AuctionNotAwarded":
    case "AuctionUnsold":
      return [];
    default:
      return "all";
  }
}

function leftByOutcome(outcome: {
  readonly kind: OutcomeKind;
  readonly winner: { readonly buyerId: Id } | null;
  readonly price: bigint | null;
}): readonly KeptAllotment[] {
  const { winner, price } = outcome;
  return winner ? [{ buyerId: winner.buyerId, most: price }] : [];
}

/** A firm's part after an event that is not about it alone. */
export function withAllotmentLeft(participant: Participant, left: readonly KeptAllotment[]): Participant {
  const { buyerId, allotment } = participant;
  if (allotment === null) return participant;
  const kept = left.find((one) => one.buyerId === buyerId);
  if (!kept) return { ...participant, allotment: 0n };
  return kept.most !== null && kept.most < allotment ? { ...participant, allotment: kept.most } : participant;
}
