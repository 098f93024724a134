import { isDeepStrictEqual } from "node:util";
import type { Finding } from "../../platform/journal/verify-chain";
import type { Instant } from "../../platform/time";
import { endShown } from "../auction.rows";
import type { SaltedBid } from "../bidding/bid-secrets";
import { isBidEvent } from "../bidding/new-bid";
import { encodeState, encodeTerms, isSealed, standingOf } from "../domain";
import type { AuctionState, Entry, Participant } from "../domain";
import type { KeptAuction, KeptParticipant } from "./verify-auction.store";

/** What of a bid's row is not its entry's; `state` is the auction's after the entry. */
export function differenceInBid(bid: SaltedBid, { event, at }: Entry, state: AuctionState): string | null {
  if (!isBidEvent(event)) throw new Error("Not a bid's entry");
  const withdrawal = event.type === "BidWithdrawn";
  const accepted = event.type === "BidAccepted";
  const rejected = event.type === "BidRejected";
  const column = firstDifference(bid, {
    buyerId: event.buyerId,
    paddle: event.paddle,
    decision: rejected ? "REJECTED" : "ACCEPTED",
    reason: rejected ? event.reason : null,
    amount: withdrawal ? null : event.amount,
    maximum: withdrawal ? null : event.maximum,
    minimumNextBid: standingOf(state).minimumNextBid,
    confirmed: !withdrawal && event.confirmed,
    raise: accepted && event.raise,
    moved: accepted && event.moved,
    withdrawal,
    decidedAt: at,
  } satisfies Partial<SaltedBid>);
  if (column !== null) return `Its bid's row has another ${column}.`;
  const sealed = withdrawal ? null : event.sealed;
  return sealed && sealed.bidKeyHash !== bid.keyHash.toString("hex")
    ? "Its bid's row has another keyHash."
    : null;
}

/** What the entries say of themselves. */
export interface AuctionPlaces {
  readonly scheduledAt: Instant;
  /** The last entry that fixed the terms. */
  readonly termsFixedAt: number;
  readonly last: number;
}

/** Where the auction's own rows are not what its entries lead to. */
export function differenceInAuction(
  kept: KeptAuction,
  state: AuctionState,
  { scheduledAt, termsFixedAt, last }: AuctionPlaces,
): Finding | null {
  const { terms } = state;
  const pinned = firstDifference(kept, { format: terms.format, terms: encodeTerms(terms), scheduledAt });
  if (pinned !== null) return { sequence: termsFixedAt, problem: `The auction's row has another ${pinned}.` };
  const column = firstDifference(kept, {
    reservedPortfolioId: kept.portfolioId,
    status: state.status,
    opensAt: state.opensAt,
    closesAt: endShown(state),
    isSealed: isSealed(state),
    state: encodeState(state),
  });
  return column === null ? null : { sequence: last, problem: `The auction's row has another ${column}.` };
}

export function differenceInParticipant(
  kept: KeptParticipant | undefined,
  { paddle, status, limit, ndaSignedAt, allotment }: Participant,
  told: Pick<KeptParticipant, "voidedThrough" | "leftOutReason">,
): string | null {
  if (!kept) return "Its firm's row is missing.";
  const column = firstDifference(kept, { paddle, status, limit, ndaSignedAt, allotment, ...told });
  return column === null ? null : `Its firm's row has another ${column}.`;
}

function firstDifference<Row extends object>(row: Row, expected: Partial<Row>): string | null {
  const columns = Object.keys(expected) as (keyof Row & string)[];
  return columns.find((column) => !isDeepStrictEqual(row[column], expected[column])) ?? null;
}
