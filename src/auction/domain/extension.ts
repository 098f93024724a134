import { seconds, type Instant } from "../../platform/time";
import type { AuctionState } from "./auction";
import type { AuctionExtended } from "./events";
import { formatOf } from "./formats/registry";

/** The extension that a change of leader or price at t brings about; null when the end stays where it is. */
export function extensionBy(auction: AuctionState, t: Instant): AuctionExtended | null {
  const { closesAt, hardEndAt } = auction;
  const { extension } = auction.terms;
  if (extension === null || hardEndAt === null || !formatOf(auction.terms).hasSoftClose) return null;
  const now = auction.pausedAt ?? t; // while it is paused its clock stands still
  if (now < closesAt - seconds(extension.windowSeconds) || now >= closesAt) return null;
  const wanted = (extension.mode === "ADD" ? closesAt : now) + seconds(extension.addedSeconds);
  const end = wanted < hardEndAt ? wanted : hardEndAt;
  return end > closesAt ? { type: "AuctionExtended", previousClosesAt: closesAt, closesAt: end } : null;
}
