import { randomUUID } from "node:crypto";
import { fingerprintOf, hashOfKey, type BidCommand } from "../../src/auction/bidding/bid-command";
import { ActorKind } from "../../src/platform/access/viewer";
import { systemIdentifiers } from "../../src/platform/identifiers";
import type { Id } from "../../src/platform/ids";

/** A firm's bid as the intake gets it; confirmed, under a key of its own unless one is given. */
export function commandOf(
  auctionId: Id,
  buyerId: Id,
  amount: bigint | null,
  more: { maximum?: bigint; key?: string } = {},
): BidCommand {
  const key = more.key ?? randomUUID();
  const content = { kind: "BID", amount, maximum: more.maximum ?? null, confirmHigh: true } as const;
  return {
    auctionId,
    buyerId,
    actor: { id: buyerId, kind: ActorKind.PERSON, name: "Bidder" },
    content,
    keyHash: hashOfKey(key),
    fingerprint: fingerprintOf(key, content),
    bidId: systemIdentifiers.next(),
    receivedAt: BigInt(Date.now()) * 1_000n,
  };
}
