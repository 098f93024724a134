import { requireRole } from "../platform/access/require";
import { HISTORY_READERS } from "../platform/access/roles";
import { Role, type Viewer } from "../platform/access/viewer";
import type { RequestContext } from "../platform/context";

const SELLER_ROLES = [
  Role.PORTFOLIO_MANAGER,
  Role.FINANCE,
  Role.LEGAL,
  Role.COMPLIANCE,
  Role.RISK,
  Role.AUCTION_ADMIN,
  Role.EXECUTIVE,
  Role.ANALYST,
];
const BUYER_ROLES = [Role.BIDDER, Role.BUYER_VIEWER, Role.BUYER_OFFICER];

/** Every role of a seller or a buyer may look at auctions; which ones, the policy says. OPERATOR decides and sees nothing. */
export function requireAuctionViewer(context: RequestContext): Viewer {
  return context.require(...SELLER_ROLES, ...BUYER_ROLES, Role.PARTNER);
}

/** Who reads bid histories: some roles of the seller; of a firm, its own bids, everyone who acts for it. */
export function requireHistoryReader(context: RequestContext): Viewer {
  const viewer = context.require();
  return requireRole(viewer, ...HISTORY_READERS[viewer.organization.kind]);
}
