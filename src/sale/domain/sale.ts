import type { Id } from "../../platform/ids";
import type { CurrencyCode } from "../../platform/money";
import type { Instant } from "../../platform/time";

/** Where a sale stands (product.md, "State machines"). */
export enum SaleStatus {
  IN_REVIEW = "IN_REVIEW",
  AWAITING_AUTHORIZATION = "AWAITING_AUTHORIZATION",
  AUTHORIZED = "AUTHORIZED",
  AGREED = "AGREED",
  RECONCILED = "RECONCILED",
  FUNDED = "FUNDED",
  TRANSFERRED = "TRANSFERRED",
  COMPLETED = "COMPLETED",
  REJECTED = "REJECTED",
  FELL_THROUGH = "FELL_THROUGH",
  RESCINDED = "RESCINDED",
}

/** What an award made: one auction's result, offered to one firm. All but the status is pinned by the award. */
export interface Sale {
  readonly id: Id;
  readonly auctionId: Id;
  readonly portfolioId: Id;
  readonly sellerId: Id;
  readonly buyerId: Id;
  /** The firm's place in the auction's result: 1 is the winner. */
  readonly rank: number;
  readonly currency: CurrencyCode;
  readonly priceMinor: bigint;
  /** The eligible accounts' face value. */
  readonly faceMinor: bigint;
  /** The approved floor that the auction ran under; 0: there was none. */
  readonly floorMinor: bigint;
  readonly assetClass: string;
  /** Where the accounts are, ISO 3166-2: the buyer needs a licence in each. */
  readonly jurisdictions: readonly string[];
  readonly status: SaleStatus;
  /** Offered to a next ranked firm, because those before it dropped out. */
  readonly toCover: boolean;
  readonly rationale: string;
  /** The person or key that awarded, and the person behind it. */
  readonly awardedBy: Id;
  readonly awarderId: Id;
  readonly madeAt: Instant;
}

/** What moves a sale; the stage that owns the reason has it moved in its own transaction. */
export type SaleMove = "AUTHORIZE" | "REJECT" | "LOSE_AUTHORITY" | "FALL_THROUGH";

const { IN_REVIEW, AWAITING_AUTHORIZATION, AUTHORIZED, AGREED, RECONCILED, REJECTED, FELL_THROUGH } =
  SaleStatus;

const MOVES: Readonly<Record<SaleMove, Readonly<Partial<Record<SaleStatus, SaleStatus>>>>> = {
  AUTHORIZE: { [AWAITING_AUTHORIZATION]: AUTHORIZED },
  REJECT: { [IN_REVIEW]: REJECTED, [AWAITING_AUTHORIZATION]: REJECTED },
  // Until the money is there, nobody may go on with a sale whose authority is gone.
  LOSE_AUTHORITY: {
    [AUTHORIZED]: AWAITING_AUTHORIZATION,
    [AGREED]: AWAITING_AUTHORIZATION,
    [RECONCILED]: AWAITING_AUTHORIZATION,
  },
  FALL_THROUGH: {
    [IN_REVIEW]: FELL_THROUGH,
    [AWAITING_AUTHORIZATION]: FELL_THROUGH,
    [AUTHORIZED]: FELL_THROUGH,
    [AGREED]: FELL_THROUGH,
    [RECONCILED]: FELL_THROUGH,
  },
};

/** The status that a move leads to, or `null` where the one found does not allow it. */
export function nextStatus(found: SaleStatus, move: SaleMove): SaleStatus | null {
  return MOVES[move][found] ?? null;
}

/** Could its buyer's default still end it? Once the money is there, it cannot. */
export function mayFallThrough({ status }: Pick<Sale, "status">): boolean {
  return nextStatus(status, "FALL_THROUGH") !== null;
}

/** Statuses of a sale that came to nothing: its auction may be awarded to a next ranked firm. */
export const DEAD_STATUSES: readonly SaleStatus[] = [
  SaleStatus.REJECTED,
  SaleStatus.FELL_THROUGH,
  SaleStatus.RESCINDED,
];

export function isDead({ status }: Pick<Sale, "status">): boolean {
  return DEAD_STATUSES.includes(status);
}

/** Statuses in which a sale waits for its authority, or goes on by it; once the money is there, nobody takes it back. */
export const STATUSES_UNDER_AUTHORITY: readonly SaleStatus[] = [
  AWAITING_AUTHORIZATION,
  AUTHORIZED,
  AGREED,
  RECONCILED,
];

/** Does the price commit the buyer's exposure limit no longer: is it paid, or will it never be? */
export function endsCommitment(status: SaleStatus): boolean {
  return status === SaleStatus.FUNDED || DEAD_STATUSES.includes(status);
}

/** Behind these nothing happens to a sale any more. */
export function isFinal(status: SaleStatus): boolean {
  return status === SaleStatus.COMPLETED || DEAD_STATUSES.includes(status);
}
