import { isCurrency, type CurrencyCode } from "../../platform/money";
import { ascii, concat, sameBytes, uuidBytes } from "./bytes";

/** Whose bid a box is. `keyHash`: SHA-256 of the bid's idempotency key. */
export interface BidIdentity {
  readonly auctionId: string;
  readonly buyerId: string;
  readonly keyHash: Uint8Array;
}

/** What is sealed, in minor units. */
export interface SealedAmount {
  readonly amount: bigint;
  readonly currency: CurrencyCode;
}

export const PAYLOAD_BYTES = 128;
const VERSION = 1;
const AMOUNT_AT = 1;
const CURRENCY_AT = 9;
const IDENTITY_AT = 12;
const LARGEST_AMOUNT = 2n ** 63n - 1n;

/** Always as long: version, amount (8 bytes, the highest first), currency, auction, firm, hash of the bid's key, zeros. */
export function encodePayload({ amount, currency }: SealedAmount, bid: BidIdentity): Uint8Array {
  if (amount <= 0n || amount > LARGEST_AMOUNT || !isCurrency(currency))
    throw new RangeError("Not an amount that can be sealed");
  const payload = new Uint8Array(PAYLOAD_BYTES);
  payload[0] = VERSION;
  new DataView(payload.buffer).setBigUint64(AMOUNT_AT, amount);
  payload.set(ascii(currency), CURRENCY_AT);
  payload.set(identityBytes(bid), IDENTITY_AT);
  return payload;
}

/** What a payload says; `null` when it is not of this bid, or is not just what sealing writes. */
export function decodePayload(payload: Uint8Array, bid: BidIdentity): SealedAmount | null {
  if (payload.length !== PAYLOAD_BYTES) return null;
  const amount = new DataView(payload.buffer, payload.byteOffset).getBigUint64(AMOUNT_AT);
  const currency = String.fromCharCode(...payload.subarray(CURRENCY_AT, IDENTITY_AT));
  if (amount === 0n || amount > LARGEST_AMOUNT || !isCurrency(currency)) return null;
  return sameBytes(payload, encodePayload({ amount, currency }, bid)) ? { amount, currency } : null;
}

/** Auction, firm and hash of the bid's key: 64 bytes. */
export function identityBytes({ auctionId, buyerId, keyHash }: BidIdentity): Uint8Array {
  return concat(uuidBytes(auctionId), uuidBytes(buyerId), keyHash);
}
