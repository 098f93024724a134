import { BUYER_ROLES, SELLER_ROLES } from "../platform/access/roles";
import { OrganizationKind, Role, type Viewer } from "../platform/access/viewer";
import type { Id } from "../platform/ids";

/** What of this stage each role may do (architecture.md, "Access"). */
export const MAY_KEEP_PORTFOLIOS = [Role.PORTFOLIO_MANAGER] as const;
export const MAY_SCREEN = [Role.PORTFOLIO_MANAGER, Role.COMPLIANCE] as const;
export const MAY_UNMASK = [Role.COMPLIANCE] as const;
export const MAY_READ_PORTFOLIOS = [...SELLER_ROLES, ...BUYER_ROLES] as const;

interface Owned {
  readonly id: Id;
  readonly sellerId: Id;
}

/** Book value, origin, screening, tapes and accounts are the seller's alone. `null`: whoever a feed is executed for. */
export function seesAsSeller(viewer: Viewer | null, portfolio: Pick<Owned, "sellerId">): boolean {
  return viewer !== null && viewer.organization.id === portfolio.sellerId;
}

/** A seller sees its own portfolios; a firm those of auctions that it was invited to, which are `offered` to it. */
export function maySeePortfolio(viewer: Viewer, portfolio: Owned, offered: ReadonlySet<Id>): boolean {
  return seesAsSeller(viewer, portfolio) || (isFirm(viewer) && offered.has(portfolio.id));
}

export function isFirm(viewer: Viewer): boolean {
  return viewer.organization.kind === OrganizationKind.BUYER;
}

/** The address that admits a tape is a credential, given to those who may import one. */
export function seesTicket(viewer: Viewer): boolean {
  return MAY_KEEP_PORTFOLIOS.some((role) => viewer.roles.includes(role));
}
