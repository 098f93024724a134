import { KEY_BYTES, seal, toBase64url, webCrypto, webRandomBytes, type Roster } from "../../client/sealing";

/** A bid that its firm's program seals; the box opens for nothing else. */
interface Offer {
  /** In minor units. */
  readonly amount: bigint;
  readonly currency: string;
  readonly auctionId: string;
  readonly buyerId: string;
  readonly idempotencyKey: string;
  readonly roster: Roster;
}

/** The amount in a box, under a key that is split among the custodians: the server never sees it. */
export async function sealOffer({ amount, currency, idempotencyKey, ...target }: Offer): Promise<string> {
  const keyHash = await webCrypto.sha256(new TextEncoder().encode(idempotencyKey));
  const key = webRandomBytes(KEY_BYTES);
  return toBase64url(await seal({ amount, currency }, { ...target, keyHash, key }, webCrypto));
}
