import { hash, randomBytes, randomUUID } from "node:crypto";
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

/** A firm's sealed bid; what is in its box nobody can open. */
export function boxedCommandOf(auctionId: Id, buyerId: Id): BidCommand {
  const bytes = randomBytes(535);
  const command = commandOf(auctionId, buyerId, null);
  const digest = {
    boxHash: hash("sha256", bytes),
    keyHash: "aa",
    bidKeyHash: command.keyHash.toString("hex"),
    shareHashes: ["bb"],
    commitment: "cc",
  };
  const content = { kind: "BID", amount: null, maximum: null, confirmHigh: false } as const;
  return { ...command, content: { ...content, sealed: { digest, bytes } } };
}
