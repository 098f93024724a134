import type { Id } from "../../platform/ids";
import type { Instant } from "../../platform/time";
import { areAffiliated, type AffiliationGroups } from "./affiliation";
import type { Jurisdiction } from "./jurisdiction";

/** A firm as its seller knows it now. */
export interface Standing {
  /** In the state QUALIFIED, and not suspended. */
  readonly isQualified: boolean;
  readonly lapsesAt: Instant | null;
  readonly assetClasses: readonly string[];
  /** Where the firm has a licence, lapsed or not. */
  readonly jurisdictions: ReadonlySet<Jurisdiction>;
}

export interface AdmissionRequest {
  readonly sellerId: Id;
  readonly buyerId: Id;
  readonly assetClass: string;
  /** Where the portfolio's accounts are. */
  readonly jurisdictions: readonly Jurisdiction[];
  /** The firms that take part already. */
  readonly others: readonly Id[];
}

/** What decides whether a firm may take part in the sale of a portfolio. */
export interface Admission {
  /** The firm is qualified now, for the portfolio's asset class. */
  readonly isQualified: boolean;
  /** When the review date, the insurance or a licence of the firm first expires; `null`: it is not qualified. */
  readonly lapsesAt: Instant | null;
  /** The firm has a licence for each jurisdiction; whether it still holds is `lapsesAt`'s to say. */
  readonly isLicensed: boolean;
  /** The firm belongs with the seller or with another participant. */
  readonly isAffiliated: boolean;
}

/** `null` is a firm that never applied, or was rejected: fails closed. */
export function admissionOf(
  firm: Standing | null,
  groups: AffiliationGroups,
  { sellerId, buyerId, assetClass, jurisdictions, others }: AdmissionRequest,
): Admission {
  const rivals = others.filter((other) => other !== buyerId);
  return {
    isQualified: firm !== null && firm.isQualified && firm.assetClasses.includes(assetClass),
    lapsesAt: firm?.lapsesAt ?? null,
    isLicensed: firm !== null && jurisdictions.every((jurisdiction) => firm.jurisdictions.has(jurisdiction)),
    isAffiliated: [sellerId, ...rivals].some((other) => areAffiliated(groups, buyerId, other)),
  };
}
