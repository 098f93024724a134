import type { Id } from "../../platform/ids";

/** Which organizations belong together in one seller's eyes, itself among them: each organization's group. */
export type AffiliationGroups = ReadonlyMap<Id, Id>;

/** Firms of one affiliation group are one bidder; a firm in the seller's own group may not bid at all. */
export function areAffiliated(groups: AffiliationGroups, a: Id, b: Id): boolean {
  const group = groups.get(a);
  return a === b || (group !== undefined && group === groups.get(b));
}

/**
 * Who is in the group that joins the two, with everybody in either's group so far: whoever belongs with one of them
 * belongs with the other.
 */
export function joinedMembers(groups: AffiliationGroups, a: Id, b: Id): Id[] {
  const joined = new Set([groups.get(a), groups.get(b)]);
  const members = [...groups].filter(([, group]) => joined.has(group)).map(([member]) => member);
  return [...new Set([a, b, ...members])].sort();
}
