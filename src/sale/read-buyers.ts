import { affiliationGroups, readAdmission } from "../buyers";
import { acceptedBids, ranking, type AuctionState, type LockedAuction } from "../auction";
import type { Transaction } from "../platform/database/transactions";
import type { Id } from "../platform/ids";
import { refuse, type Refusal } from "../platform/refusal";
import { seconds, type Instant } from "../platform/time";
import type { Award, BuyerObjection, RankedFirm } from "./domain/choose-buyer";
import { defaultsOf } from "./winner-default.store";

/** What a sale asks of its buyer. */
export interface BuyerConditions {
  readonly sellerId: Id;
  readonly buyerId: Id;
  readonly assetClass: string;
  readonly jurisdictions: readonly string[];
}

/** Why a firm cannot be sold to now; `null` when it can. Read under the firm's lock. */
export async function buyerObjection(
  tx: Transaction,
  conditions: BuyerConditions,
): Promise<BuyerObjection | null> {
  return (await assess(tx, conditions)).objection;
}

/** The same, with when it lapses or has lapsed; null where that is not known. */
async function assess(
  tx: Transaction,
  { sellerId, buyerId, assetClass, jurisdictions }: BuyerConditions,
): Promise<{ readonly objection: BuyerObjection | null; readonly lapsesAt: Instant | null }> {
  const firm = await readAdmission(tx, { sellerId, buyerId, assetClass, jurisdictions, others: [] });
  const { lapsesAt } = firm;
  if (!firm.isQualified) return { objection: "NOT_QUALIFIED", lapsesAt };
  if (firm.isAffiliated) return { objection: "AFFILIATED", lapsesAt };
  // a licence that is missing now was there at the admission, and is gone
  const holds = firm.isLicensed && firm.lapsesAt !== null && firm.lapsesAt > (await tx.now());
  return { objection: holds ? null : "LICENCE_LAPSED", lapsesAt };
}

/** A closed auction's result, with what its seller knows of each firm now. Read under the firms' locks and its own. */
export async function rankedFirms(tx: Transaction, { auction, state }: LockedAuction): Promise<RankedFirm[]> {
  const { sellerId, assetClass, jurisdictions } = auction;
  const groups = await affiliationGroups(tx.manager, sellerId);
  const [declared = []] = await defaultsOf(tx.manager, [auction.id]);
  const firms: RankedFirm[] = [];
  for (const bid of ranking(state, await acceptedBids(tx, auction.id))) {
    const { buyerId } = bid;
    const { objection, lapsesAt } = await assess(tx, { sellerId, buyerId, assetClass, jurisdictions });
    firms.push({
      ...bid,
      objection,
      curableUntil: objection === "LICENCE_LAPSED" ? curableUntil(state, lapsesAt) : null,
      isInDefault: declared.some((one) => one.buyerId === buyerId),
      affiliationGroup: groups.get(buyerId) ?? null,
    });
  }
  return firms;
}

/** The cure period begins with the close, or when something lapses after it. */
function curableUntil({ terms, endedAt }: AuctionState, lapsesAt: Instant | null): Instant | null {
  if (endedAt === null) return null;
  return (lapsesAt !== null && lapsesAt > endedAt ? lapsesAt : endedAt) + seconds(terms.cureSeconds);
}

/** What a choice among a closed auction's firms depends on at t. */
export function resultFor(
  { state }: LockedAuction,
  ranking: readonly RankedFirm[],
  t: Instant,
): Omit<Award, "toCover"> {
  const { award, endedAt, terms } = state;
  const isLimited = endedAt !== null && terms.standbySeconds > 0;
  return {
    ranking,
    awardedRank: award?.rank ?? null,
    at: t,
    standbyUntil: isLimited ? endedAt + seconds(terms.standbySeconds) : null,
  };
}

export function refuseBuyer(objection: BuyerObjection): Refusal {
  return refuse(objection, MESSAGES[objection]);
}

const MESSAGES: Readonly<Record<BuyerObjection, string>> = {
  NOT_QUALIFIED: "The firm is not qualified, or is suspended.",
  LICENCE_LAPSED: "A licence, the insurance or the review date of the firm has expired.",
  AFFILIATED: "The firm is affiliated with the seller.",
};
