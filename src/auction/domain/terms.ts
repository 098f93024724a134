import type { Id } from "../../platform/ids";
import type { CurrencyCode } from "../../platform/money";
import type { Instant } from "../../platform/time";
import { literals } from "./literals";

export const AuctionFormat = literals(
  "ENGLISH",
  "DUTCH",
  "SEALED_FIRST_PRICE",
  "SEALED_SECOND_PRICE",
  "BEST_AND_FINAL",
  "HYBRID",
);
export type AuctionFormat = keyof typeof AuctionFormat;

export const ReserveVisibility = literals("DISCLOSED", "STATUS_ONLY", "CONCEALED");
export type ReserveVisibility = keyof typeof ReserveVisibility;

/** Who seals: the buyer's program, so that no server ever sees the amount, or the server on receipt. */
export const Sealer = literals("CLIENT", "SERVER");
export type Sealer = keyof typeof Sealer;

export const ExtensionMode = literals("ADD", "RESET");
export type ExtensionMode = keyof typeof ExtensionMode;

/** What scheduling pins: nothing but rescheduling before the opening changes it. Amounts are minor units of `currency`. */
export interface Terms {
  /** The version of the rules that decide this auction. */
  readonly rulesVersion: string;
  readonly format: AuctionFormat;
  readonly currency: CurrencyCode;
  readonly faceValue: bigint;
  readonly openingPrice: bigint;
  readonly reserve: Reserve;
  readonly reserveVisibility: ReserveVisibility;
  readonly increments: readonly IncrementStep[];
  readonly opensAt: Instant;
  readonly closesAt: Instant;
  readonly extension: Extension | null;
  /** How the price falls in DUTCH; null in every other format. */
  readonly dutch: DutchTerms | null;
  /** What follows the first round of BEST_AND_FINAL; null in every other format. */
  readonly bestAndFinal: BestAndFinalTerms | null;
  /** How long after the close a winner may renew what has lapsed before it is in default. */
  readonly cureSeconds: number;
  /** How long after the close bids behind the winner's bind; 0: without a stated end. */
  readonly standbySeconds: number;
  /** To whom bids are sealed in the formats that seal them; null in the others. */
  readonly sealing: Sealing | null;
}

/** The approved floor's amount; 0 means that there is none. */
export interface Reserve {
  readonly amount: bigint;
  readonly floorId: Id;
}

/** From this price on, the next bid is at least this much higher. */
export interface IncrementStep {
  readonly from: bigint;
  readonly step: bigint;
}

/** Soft close: an accepted bid in the last window moves the end, never past the hard end. */
export interface Extension {
  readonly windowSeconds: number;
  readonly addedSeconds: number;
  readonly mode: ExtensionMode;
  readonly hardEndAt: Instant;
}

/** A falling price: by this part of the opening price, every so many seconds. */
export interface DutchTerms {
  /** Millionths of the opening price. */
  readonly stepRate: bigint;
  readonly stepSeconds: number;
}

/** Two sealed rounds: indications up to the terms' closing time, then binding bids of those on the short list. */
export interface BestAndFinalTerms {
  /** So many of the highest indications are on the short list, ties in; null: the seller makes it by hand. */
  readonly shortlist: number | null;
  /** How long after the short list is made the binding round starts. */
  readonly startsAfterSeconds: number;
  readonly bindingSeconds: number;
}

/** Any `threshold` of the custodians open together what is sealed to all of them. */
export interface Sealing {
  readonly sealer: Sealer;
  readonly threshold: number;
  readonly custodians: readonly Custodian[];
  /** How long custodians have before bidders may reveal, and bidders after that. */
  readonly revealSeconds: number;
}

export interface Custodian {
  readonly id: Id;
  readonly name: string;
  readonly publicKey: string;
}

/** The same terms at other times. */
export function rescheduled(terms: Terms, times: Schedule): Terms {
  const { opensAt, closesAt, hardEndAt } = times;
  const extension = terms.extension && hardEndAt !== null ? { ...terms.extension, hardEndAt } : null;
  return { ...terms, opensAt, closesAt, extension };
}

export interface Schedule {
  readonly opensAt: Instant;
  readonly closesAt: Instant;
  readonly hardEndAt: Instant | null;
}
