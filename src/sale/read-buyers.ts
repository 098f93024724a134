import { affiliationGroups, readAdmission } from "../buyers";
import { acceptedBids, ranking, type LockedAuction } from "../auction";
import type { Transaction } from "../platform/database/transactions";
import type { Id } from "../platform/ids";
import { refuse, type Refusal } from "../platform/refusal";
import type { BuyerObjection, RankedFirm } from "./domain/choose-buyer";

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
  { sellerId, buyerId, assetClass, jurisdictions }: BuyerConditions,
): Promise<BuyerObjection | null> {
  const firm = await readAdmission(tx, { sellerId, buyerId, assetClass, jurisdictions, others: [] });
  if (!firm.isQualified) return "NOT_QUALIFIED";
  if (firm.isAffiliated) return "AFFILIATED";
  // a licence that is missing now was there at the admission, and is gone
  const holds = firm.isLicensed && firm.lapsesAt !== null && firm.lapsesAt > (await tx.now());
  return holds ? null : "LICENCE_LAPSED";
}

/** A closed auction's result, with what its seller knows of each firm now. Read under the firms' locks and its own. */
export async function rankedFirms(tx: Transaction, { auction, state }: LockedAuction): Promise<RankedFirm[]> {
  const { sellerId, assetClass, jurisdictions } = auction;
  const groups = await affiliationGroups(tx.manager, sellerId);
  const firms: RankedFirm[] = [];
  for (const bid of ranking(state.terms, await acceptedBids(tx, auction.id))) {
    const { buyerId } = bid;
    const objection = await buyerObjection(tx, { sellerId, buyerId, assetClass, jurisdictions });
    firms.push({ ...bid, objection, affiliationGroup: groups.get(buyerId) ?? null });
  }
  return firms;
}

export function refuseBuyer(objection: BuyerObjection): Refusal {
  return refuse(objection, MESSAGES[objection]);
}

const MESSAGES: Readonly<Record<BuyerObjection, string>> = {
  NOT_QUALIFIED: "The firm is not qualified, or is suspended.",
  LICENCE_LAPSED: "A licence, the insurance or the review date of the firm has expired.",
  AFFILIATED: "The firm is affiliated with the seller.",
};
