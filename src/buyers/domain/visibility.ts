import type { Id } from "../../platform/ids";

/** In whose eyes a qualification is looked at; nobody else learns that it exists. */
export type Audience = "SELLER" | "FIRM";

/** A qualification belongs to its seller; the firm sees its own. */
export function audienceOf(
  qualification: { readonly sellerId: Id; readonly buyerId: Id },
  organizationId: Id,
): Audience | null {
  if (organizationId === qualification.sellerId) return "SELLER";
  return organizationId === qualification.buyerId ? "FIRM" : null;
}

/** What the seller's people wrote and who they are stays with the seller: the firm learns the decision and its terms. */
export function seesSellersFile(audience: Audience): boolean {
  return audience === "SELLER";
}
