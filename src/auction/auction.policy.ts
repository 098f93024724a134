import type { Id } from "../platform/ids";
import { isBuyer, isSeller } from "../platform/access/require";
import type { Viewer } from "../platform/access/viewer";
import type { Audience, Terms } from "./domain";
import type { AuctionRecord, ParticipantRow } from "./auction.rows";

/**
 * As whom a viewer sees an auction; null: not at all. The seller's people and programs see their own; a firm sees those that
 * it was invited to, until it is removed.
 */
export function audienceOf(
  viewer: Pick<Viewer, "organization">,
  auction: Pick<AuctionRecord, "sellerId">,
  participant: Pick<ParticipantRow, "status"> | null,
): Audience | null {
  if (isSeller(viewer)) return viewer.organization.id === auction.sellerId ? { kind: "SELLER" } : null;
  if (isBuyer(viewer) && participant && participant.status !== "REMOVED") {
    return { kind: "FIRM", buyerId: viewer.organization.id };
  }
  return null;
}

/** Who is behind a paddle is known to the seller and to the firm itself. */
export function mayKnowFirm(audience: Audience, buyerId: Id): boolean {
  return audience.kind === "SELLER" || (audience.kind === "FIRM" && audience.buyerId === buyerId);
}

/** The reserve is the seller's own unless the terms disclose it. */
export function mayReadReserve(audience: Audience, { reserveVisibility }: Terms): boolean {
  return audience.kind === "SELLER" || reserveVisibility === "DISCLOSED";
}
