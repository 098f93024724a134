import { openBox, openWithKey, type SealingCrypto, type Verdict } from "../../client/sealing";
import type { ClosedBid } from "./closed-bid";
import type { Sealing } from "../domain";

/** Have custodians given enough for a verdict? */
export function isJudgeable(bid: ClosedBid, roster: Sealing): boolean {
  const { found, empty } = tally(bid, roster);
  return found >= roster.threshold || roster.custodians.length - empty < roster.threshold;
}

/**
 * What a bid's shares come to; `null` while there are too few. Once so many custodians found nothing in the box that the
 * threshold cannot be reached any more, it is invalid: whoever sealed it, sealed it to nobody.
 */
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
  const { verdict } = await openBox(bid.box, { ...bid, roster, shares }, sealing);
  return verdict ?? { kind: "INVALID" };
}

/** What its bidder's key comes to; the key was compared with the box when it was revealed. */
export async function judgeRevealed(
  bid: ClosedBid,
  { key, roster }: { readonly key: Uint8Array; readonly roster: Sealing },
  sealing: SealingCrypto,
): Promise<Verdict> {
  return (await openWithKey(bid.box, { ...bid, roster, key }, sealing)) ?? { kind: "INVALID" };
}

function tally(bid: ClosedBid, { custodians }: Sealing): { found: number; empty: number } {
  const shares = custodians.flatMap(({ id }) => bid.shares.get(id) ?? (bid.shares.has(id) ? null : []));
  const empty = shares.filter((share) => share === null).length;
  return { found: shares.length - empty, empty };
}
