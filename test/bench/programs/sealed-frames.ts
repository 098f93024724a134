import { randomUUID } from "node:crypto";
import { hashOfKey } from "../../../src/auction/bidding/bid-command";
import { nodeCrypto } from "../../../src/auction/sealing/node-crypto";
import { PlaceBidDocument } from "../../../src/client";
import { seal, toBase64url, webRandomBytes, type Roster } from "../../../src/client/sealing";
import { textFrame } from "../tools/lean-socket";

/** What is sealed; it makes no difference to anybody before the opening. */
const AMOUNT = { amount: 12_345_678n, currency: "USD" };

export interface SealedBidder {
  readonly auctionId: string;
  readonly buyerId: string;
  readonly roster: Roster;
}

/** Bids of one firm in boxes, ready to be sent; by what seals fastest, since it is not what is measured. */
export async function sealFrames(
  { auctionId, buyerId, roster }: SealedBidder,
  count: number,
): Promise<Buffer[]> {
  const frames: Buffer[] = [];
  for (let number = 0; number < count; number += 1) {
    const idempotencyKey = randomUUID();
    const target = { auctionId, buyerId, keyHash: hashOfKey(idempotencyKey), roster };
    const box = await seal(AMOUNT, { ...target, key: webRandomBytes(32) }, nodeCrypto);
    const input = { auctionId, idempotencyKey, sealed: toBase64url(box) };
    const payload = { query: PlaceBidDocument.toString(), variables: { input } };
    frames.push(textFrame(JSON.stringify({ id: idempotencyKey, type: "subscribe", payload })));
  }
  return frames;
}
