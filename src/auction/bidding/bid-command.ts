import type { Actor } from "../../platform/access/viewer";
import type { Id } from "../../platform/ids";
import { canonicalJson, type Json, type JsonObject } from "../../platform/journal/chain";
import { hmacSha256, sha256 } from "../../platform/sha256";
import type { Instant } from "../../platform/time";
import type { BelowIndicationReason, SealedDigest } from "../domain";

/** What a firm sent, waiting to be decided. Amounts are minor units of the auction's currency. */
export interface BidCommand {
  readonly auctionId: Id;
  readonly buyerId: Id;
  readonly actor: Actor;
  readonly content: BidContent;
  readonly keyHash: Buffer;
  readonly fingerprint: Buffer;
  /** The id that the bid gets if it is decided now and not before. */
  readonly bidId: Id;
  /** The firm's allotment was seen to before: it is decided by what is there. */
  readonly isAllotted?: boolean;
  /** By the node's clock; for information, never to decide by. */
  readonly receivedAt: Instant;
}

/** What an idempotency key stands for: the same key with other content is a conflict. */
export type BidContent =
  | {
      readonly kind: "BID";
      readonly amount: bigint | null;
      readonly maximum: bigint | null;
      readonly confirmHigh: boolean;
      /** The amount's box, where bids are sealed; what stands beside it in memory is then never written. */
      readonly sealed?: SealedContent;
      /** What came with a sealed bid; absent when nothing did. */
      readonly belowIndicationReason?: BelowIndicationReason;
    }
  | { readonly kind: "WITHDRAWAL" };

/** What the arbiter gets of a sealed bid: it journals the digest and keeps the box beside the bid. */
export interface SealedContent {
  readonly digest: SealedDigest;
  /** The box. */
  readonly bytes: Buffer;
}

/** A bid or withdrawal as it was read. */
export interface ReadBid {
  readonly content: BidContent;
  /** Of what was sent, which the content of a bid that the server seals is not any more. */
  readonly fingerprint: Buffer;
}

/** What is unique within an auction and a firm: SHA-256 of the key. The key itself is not stored. */
export function hashOfKey(idempotencyKey: string): Buffer {
  return sha256(idempotencyKey);
}

/** HMAC-SHA-256 of the content under the key, so that nobody without the key can guess an amount from it. */
export function fingerprintOf(idempotencyKey: string, content: BidContent): Buffer {
  return hmacSha256(idempotencyKey, canonicalJson(membersOf(content)));
}

function membersOf(content: BidContent): JsonObject {
  if (content.kind === "WITHDRAWAL") return { kind: content.kind };
  const { kind, amount, maximum, confirmHigh, sealed, belowIndicationReason } = content;
  const members: Record<string, Json> = {
    amount: amount?.toString() ?? null,
    confirmHigh,
    kind,
    maximum: maximum?.toString() ?? null,
  };
  if (sealed) members["box"] = sealed.digest.boxHash;
  if (belowIndicationReason) members["belowIndicationReason"] = belowIndicationReason;
  return members;
}
