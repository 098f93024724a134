import { requireRole } from "../platform/access/require";
import { BUYER_ROLES, HISTORY_READERS, SELLER_ROLES } from "../platform/access/roles";
import type { Role, Viewer } from "../platform/access/viewer";
import type { RequestContext } from "../platform/context";

const VIEWERS: readonly Role[] = [...SELLER_ROLES, ...BUYER_ROLES];

/** Every role of a seller or a buyer may look at auctions; which ones, the policy says. OPERATOR decides and sees nothing. */
export function requireAuctionViewer(context: RequestContext): Viewer {
  return context.require(...VIEWERS);
}

/** For `node(id:)`, where nothing but the identifier says that an auction is asked for. */
export function isAuctionViewer({ roles }: Viewer): boolean {
  return VIEWERS.some((role) => roles.includes(role));
}

/** Who reads bid histories: some roles of the seller; of a firm, its own bids, everyone who acts for it. */
export function requireHistoryReader(context: RequestContext): Viewer {
  const viewer = context.require();
  return requireRole(viewer, ...HISTORY_READERS[viewer.organization.kind]);
}

export function isHistoryReader({ organization, roles }: Viewer): boolean {
  return HISTORY_READERS[organization.kind].some((role) => roles.includes(role));
}
