import type { Id } from "../../../platform/ids";
import type { Instant } from "../../../platform/time";
import type { LawfulBid } from "../auction";
import type { AuctionEvent, LeftOut } from "../events";

/** The short list and what each firm learns of it; `indications` the highest first. */
export function shortlistOf(
  indications: readonly LawfulBid[],
  isTaken: (indication: LawfulBid) => boolean,
  { reasons, startsAt }: { readonly reasons: ReadonlyMap<Id, string>; readonly startsAt: Instant },
): AuctionEvent[] {
  const firms = indications.filter(isTaken).map(bidderOf);
  const leftOut = indications
    .filter((indication) => !isTaken(indication))
    .map((indication): LeftOut => {
      const bidder = bidderOf(indication);
      return { ...bidder, reason: reasons.get(bidder.buyerId) ?? null };
    });
  return [
    { type: "ShortlistMade", firms, leftOut, startsAt },
    ...firms.map((firm) => ({ type: "FirmShortlisted", ...firm }) as const),
    ...leftOut.map((firm) => ({ type: "FirmNotShortlisted", ...bidderOf(firm) }) as const),
  ];
}

/** Is it among the so many highest, or as high as the last of them? */
export function isAmongTop(
  indications: readonly LawfulBid[],
  most: number,
): (indication: LawfulBid) => boolean {
  const last = indications[Math.min(most, indications.length) - 1];
  return ({ amount }) => last !== undefined && amount >= last.amount;
}

function bidderOf({ buyerId, paddle }: { readonly buyerId: Id; readonly paddle: string }) {
  return { buyerId, paddle };
}
