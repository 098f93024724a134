import { accept, reject, type Decision } from "../../platform/decision";
import type { Id } from "../../platform/ids";
import type { Instant } from "../../platform/time";
import type { RankedFirm } from "./choose-buyer";
import { mayFallThrough, type Sale } from "./sale";

/** A firm that did not stand by what it won: its deposit is forfeited, and the next ranked is offered the sale. */
export interface WinnerDefault {
  readonly id: Id;
  readonly auctionId: Id;
  readonly sellerId: Id;
  readonly buyerId: Id;
  /** The sale that fell through, and who had awarded it; null: it was never awarded, because a licence had lapsed. */
  readonly saleId: Id | null;
  readonly awarderId: Id | null;
  readonly rank: number;
  /** The person or key that approved the forfeiture, and the person behind it. */
  readonly approvedBy: Id;
  readonly approverId: Id;
  readonly declaredAt: Instant;
  readonly rationale: string;
}

/** What is known of the result when a default is declared. */
export interface DefaultFacts {
  /** The auction's status. */
  readonly status: string;
  /** Whom the result stands with: the winner, or the firm that it was awarded to last; null: with nobody. */
  readonly holder: RankedFirm | null;
  /** Its sale, unless that came to nothing before. */
  readonly sale: Sale | null;
  readonly buyerId: Id;
  /** The person who approves. */
  readonly approverId: Id;
  readonly at: Instant;
}

export type DefaultProblem =
  | { readonly code: "NOT_THE_HOLDER"; readonly found: string }
  | { readonly code: "PAID"; readonly found: string }
  | { readonly code: "NOT_AWARDED"; readonly found: string }
  | { readonly code: "MAY_CURE"; readonly until: Instant }
  | { readonly code: "SEPARATION_OF_DUTIES" };

/**
 * A sale falls through by its buyer's default until it is paid for. A winner whose licence has lapsed is in default
 * without one, once it can be cured no longer; any other winner must be awarded the sale first.
 */
export function decideDefault(facts: DefaultFacts): Decision<RankedFirm, DefaultProblem> {
  const { status, holder, sale, buyerId, approverId, at } = facts;
  if (holder?.buyerId !== buyerId) return reject({ code: "NOT_THE_HOLDER", found: status });
  if (sale === null) return withoutSale(holder, status, at);
  if (!mayFallThrough(sale)) return reject({ code: "PAID", found: sale.status });
  return sale.awarderId === approverId ? reject({ code: "SEPARATION_OF_DUTIES" }) : accept(holder);
}

function withoutSale(holder: RankedFirm, status: string, at: Instant): Decision<RankedFirm, DefaultProblem> {
  const { objection, curableUntil } = holder;
  if (status !== "CLOSED" || objection !== "LICENCE_LAPSED")
    return reject({ code: "NOT_AWARDED", found: status });
  if (curableUntil !== null && at < curableUntil) return reject({ code: "MAY_CURE", until: curableUntil });
  return accept(holder);
}
