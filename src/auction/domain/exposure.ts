import type { Id } from "../../platform/ids";

/** What one auction holds of a firm's exposure limit. */
export interface ExposurePart {
  readonly auctionId: Id;
  readonly allotment: bigint;
  /** More than the allotment where a void has brought a lead back: that is kept, whatever the limit leaves. */
  readonly committed: bigint;
  /** The part of it that the seller sees. */
  readonly visible: bigint;
}

/** What the limit leaves besides all that these auctions hold. */
export function freeBeside(limit: bigint, parts: readonly ExposurePart[]): bigint {
  return parts.reduce(
    (left, { allotment, committed }) => left - (committed > allotment ? committed : allotment),
    limit,
  );
}

/** What it leaves when each of them gives back what it does not need: the most that one more auction can be given. */
export function leftBeside(limit: bigint, parts: readonly ExposurePart[]): bigint {
  return parts.reduce((left, { committed }) => left - committed, limit);
}

/** What it leaves as far as the seller sees. Only this may decide what the seller is told: the rest are the firm's maxima. */
export function visiblyLeftBeside(limit: bigint, parts: readonly ExposurePart[]): bigint {
  return parts.reduce((left, { visible }) => left - visible, limit);
}

/** The auctions that hold more than they need. */
export function withExcess(parts: readonly ExposurePart[]): readonly ExposurePart[] {
  return parts.filter(({ allotment, committed }) => allotment > committed);
}
