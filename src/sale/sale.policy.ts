import { isBuyer, isSeller } from "../platform/access/require";
import { BUYER_ROLES, SELLER_ROLES } from "../platform/access/roles";
import { OrganizationKind, Role, SYSTEM_ACTOR, type Viewer } from "../platform/access/viewer";
import type { RequestContext } from "../platform/context";
import type { Id } from "../platform/ids";
import type { Entry } from "../platform/journal/chain";
import type { Sale } from "./domain/sale";

/** In whose eyes a sale is looked at; nobody else learns that it exists. */
export type Audience = "SELLER" | "FIRM";

/** Every role of a seller or a buyer may look at sales; which ones, `audienceOf` says. */
export function requireSaleViewer(context: RequestContext): Viewer {
  return context.require(...new Set([...SELLER_ROLES, ...BUYER_ROLES]));
}

/** The seller's people see their own sales, the buying firm's theirs; `null`: not at all. */
export function audienceOf(viewer: Viewer, sale: Pick<Sale, "sellerId" | "buyerId">): Audience | null {
  if (viewer.roles.length === 0) return null;
  if (isSeller(viewer) && viewer.organization.id === sale.sellerId) return "SELLER";
  if (isBuyer(viewer) && viewer.organization.id === sale.buyerId) return "FIRM";
  return null;
}

/** The firm learns what becomes of its sale; how the seller's committee came to it stays with the seller. */
export function mayReadEntry({ data }: Pick<Entry, "data">, audience: Audience): boolean {
  return audience === "SELLER" || data["previousStatus"] !== data["status"];
}

/** Stands for everybody of an organization where a feed is executed once for all of them. */
export function anyoneOf(audience: Audience, organizationId: Id): Viewer {
  const kind = audience === "SELLER" ? OrganizationKind.SELLER : OrganizationKind.BUYER;
  return {
    actor: SYSTEM_ACTOR,
    organization: { id: organizationId, slug: "", name: "", kind },
    roles: [Role.PARTNER],
    credentialId: "",
    expiresAt: null,
  };
}
