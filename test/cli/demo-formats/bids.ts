import type { AuctionEvent } from "../../../src/cli/demo/auction-room";
import type { Attempt } from "../../../src/cli/demo/claims";

/** A bid at a time, in microseconds. */
export function attempt(
  decidedAt: number,
  firm: string,
  bid: { readonly amount: bigint; readonly maximum?: bigint; readonly reason?: string },
): Attempt {
  return {
    firm,
    paddle: firm,
    amount: bid.amount,
    maximum: bid.maximum ?? bid.amount,
    decision: bid.reason === undefined ? "ACCEPTED" : "REJECTED",
    reason: bid.reason ?? null,
    decidedAt: BigInt(decidedAt),
    isEchoed: false,
  };
}

type Standing = AuctionEvent["standing"];

/** What a client that may see nothing of the bids is shown. */
export const BLANK: Standing = {
  status: "OPEN",
  phase: null,
  closesAt: null,
  serverTime: at(0),
  leadingAmount: null,
  leadingPaddle: null,
  bidCount: null,
  reserveStatus: null,
  minimumNextBid: null,
};

/** So many seconds after the opening. */
export function at(second: number): string {
  return `2026-11-22T10:00:${String(second).padStart(2, "0")}.000000Z`;
}

/** An event so many seconds after the opening; with what its type has besides. */
export function event<Type extends AuctionEvent["__typename"]>(
  type: Type,
  second: number,
  more: Partial<Extract<AuctionEvent, { __typename: Type }>> = {},
): AuctionEvent {
  const common = { __typename: type, cursor: `c${second}`, sequence: null, at: at(second), standing: BLANK };
  return { ...common, ...more } as unknown as AuctionEvent;
}
