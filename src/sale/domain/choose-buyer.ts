import { accept, reject, type Decision } from "../../platform/decision";
import type { Id } from "../../platform/ids";
import type { Instant } from "../../platform/time";

/** Why a firm cannot be sold to. */
export type BuyerObjection = "NOT_QUALIFIED" | "LICENCE_LAPSED" | "AFFILIATED";

/** A firm in the auction's result, and what its seller knows of it now. */
export interface RankedFirm {
  readonly rank: number;
  readonly buyerId: Id;
  readonly paddle: string;
  readonly price: bigint;
  readonly objection: BuyerObjection | null;
  /** Until when a licence that has lapsed can be renewed before the winner is in default; null: nothing has lapsed. */
  readonly curableUntil: Instant | null;
  /** It did not stand by what it won here. */
  readonly isInDefault: boolean;
  /** Firms of one group are one bidder; `null`: in none. */
  readonly affiliationGroup: Id | null;
}

export interface Award {
  /** Every firm that may buy, the winner first. */
  readonly ranking: readonly RankedFirm[];
  /** The rank that it was awarded to last; `null`: not yet. */
  readonly awardedRank: number | null;
  readonly toCover: boolean;
  readonly at: Instant;
  /** From when on bids behind the winner's bind nobody any more; null: they bind without an end. */
  readonly standbyUntil: Instant | null;
}

export type AwardProblem =
  BuyerObjection | "ALREADY_AWARDED" | "IN_DEFAULT" | "WINNER_STANDS" | "MAY_CURE" | "NOBODY_LEFT";

/**
 * To whom an auction is awarded: its winner; to cover, the next ranked firm that may buy. A winner that may not is
 * refused by name, so that its defect can be cured before anybody is passed over.
 */
export function chooseBuyer(award: Award): Decision<RankedFirm, AwardProblem> {
  const { ranking, awardedRank, toCover, at, standbyUntil } = award;
  const [winner] = ranking;
  if (!winner) return reject("NOBODY_LEFT");
  if (!toCover) {
    if (awardedRank !== null) return reject("ALREADY_AWARDED");
    if (winner.isInDefault) return reject("IN_DEFAULT");
    return winner.objection ? reject(winner.objection) : accept(winner);
  }
  if (awardedRank === null && !winner.isInDefault) {
    if (winner.objection === null) return reject("WINNER_STANDS");
    if (winner.curableUntil !== null && at < winner.curableUntil) return reject("MAY_CURE");
  }
  const isBound = standbyUntil === null || at < standbyUntil;
  const next = isBound ? nextRanked(ranking, awardedRank ?? winner.rank) : undefined;
  return next ? accept(next) : reject("NOBODY_LEFT");
}

/** Nobody buys in place of an affiliate: a group could default on its high bid to buy on its lower one. */
function nextRanked(ranking: readonly RankedFirm[], behind: number): RankedFirm | undefined {
  const passedOver = ranking.filter((firm) => firm.rank <= behind);
  return ranking.find(
    (firm) =>
      firm.rank > behind &&
      firm.objection === null &&
      !firm.isInDefault &&
      !passedOver.some((other) => isSameGroup(firm.affiliationGroup, other.affiliationGroup)),
  );
}

function isSameGroup(a: Id | null, b: Id | null): boolean {
  return a !== null && a === b;
}

/** Could the auction still be awarded to somebody, its winner or a next ranked firm, at the reserve or above, or a cure be waited for? */
export function isSomebodyLeft(award: Omit<Award, "toCover">, reserve: bigint): boolean {
  return [false, true].some((toCover) => {
    const choice = chooseBuyer({ ...award, toCover });
    if (choice.kind === "rejected") return choice.rejection === "MAY_CURE";
    return choice.events.every(({ price }) => price >= reserve);
  });
}

/** An outcome during which no node took bids for a while is awarded only by somebody who says so. */
export function namesInterruption(rationale: string): boolean {
  return /interrupt/i.test(rationale);
}
