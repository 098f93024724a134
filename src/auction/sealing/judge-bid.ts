import { openBox, openWithKey, type SealingCrypto, type Verdict } from "../../client/sealing";
import type { Id } from "../../platform/ids";
import type { ClosedBid } from "./closed-bid";
import type { Sealing } from "../domain";

/**
 * Have custodians given enough for a verdict? That there is no share in a box is only said, by whoever brings it, and counts
 * for nothing: whatever is said, too few shares leave the bid to its firm's reveal.
 */
export function isJudgeable({ shares }: ClosedBid, { custodians, threshold }: Sealing): boolean {
  return custodians.filter(({ id }) => shares.get(id)).length >= threshold;
}

/** Do so many custodians say that there is no share for them in the box that the others are too few to open it? */
export function isDisputed(bid: ClosedBid, { custodians, threshold }: Sealing): boolean {
  return custodians.length - emptyHanded(bid).length < threshold;
}

/** The custodians that say so of this box. */
function emptyHanded({ shares }: ClosedBid): readonly Id[] {
  return [...shares].filter(([, share]) => share === null).map(([custodianId]) => custodianId);
}

/** What a bid's shares come to; `null` while there are too few. */
export async function judgeBid(
  bid: ClosedBid,
  roster: Sealing,
  sealing: SealingCrypto,
): Promise<Verdict | null> {
  if (!isJudgeable(bid, roster)) return null;
  const shares = roster.custodians.flatMap(({ id }, index) => {
    const share = bid.shares.get(id);
    return share ? [{ index, share }] : [];
  });
  return (await openBox(bid.box, { ...bid, roster, shares }, sealing)).verdict;
}

/** What its bidder's key comes to; the key was compared with the box when it was revealed. */
export async function judgeRevealed(
  bid: ClosedBid,
  { key, roster }: { readonly key: Uint8Array; readonly roster: Sealing },
  sealing: SealingCrypto,
): Promise<Verdict> {
  return (await openWithKey(bid.box, { ...bid, roster, key }, sealing)) ?? { kind: "INVALID" };
}
