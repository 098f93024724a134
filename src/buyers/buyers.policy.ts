import { isBuyer, isSeller } from "../platform/access/require";
import { BUYER_ROLES, SELLER_ROLES } from "../platform/access/roles";
import { Role, type Viewer } from "../platform/access/viewer";
import type { Id } from "../platform/ids";
import type { Entry } from "../platform/journal/chain";

/** What of this stage each role may do (architecture.md, "Access"). */
export const MAY_APPLY = [Role.BUYER_OFFICER] as const;
export const MAY_VET = [Role.RISK, Role.COMPLIANCE] as const;
export const MAY_READ_BUYERS = [...SELLER_ROLES, ...BUYER_ROLES] as const;

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

/** Whom a firm belongs with is a seller's own finding: the firm reads its journal without these entries. */
const OF_AFFILIATIONS: ReadonlySet<string> = new Set(["AffiliationConfirmed", "AffiliationEnded"]);

export function mayReadEntry({ type }: Pick<Entry, "type">, audience: Audience): boolean {
  return audience === "SELLER" || !OF_AFFILIATIONS.has(type);
}

export function seesAffiliations(viewer: Viewer | null): viewer is Viewer {
  return viewer !== null && isSeller(viewer);
}

/** With which seller's eyes a caller looks at a firm: its own; `null` is whichever, for the firm itself. */
export function lookedAtBy(viewer: Viewer, buyerId: Id): { readonly sellerId: Id | null } | null {
  if (viewer.organization.id === buyerId) return { sellerId: null };
  return isSeller(viewer) ? { sellerId: viewer.organization.id } : null;
}

/** Whose list it is: a seller's firms, or a firm's own entries. */
export interface Owner {
  readonly organizationId: Id;
  readonly audience: Audience;
}

export function ownerOf(viewer: Viewer): Owner {
  return { organizationId: viewer.organization.id, audience: isBuyer(viewer) ? "FIRM" : "SELLER" };
}
