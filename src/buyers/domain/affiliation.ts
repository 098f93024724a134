import type { Id } from "../../platform/ids";

/** Which organizations belong together in one seller's eyes, itself among them: each organization's group. */
export type AffiliationGroups = ReadonlyMap<Id, Id>;

/** Firms of one affiliation group are one bidder; a firm in the seller's own group may not bid at all. */
export function areAffiliated(groups: AffiliationGroups, a: Id, b: Id): boolean {
  const group = groups.get(a);
  return a === b || (group !== undefined && group === groups.get(b));
}
