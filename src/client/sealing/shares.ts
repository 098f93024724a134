import { combine } from "shamir-secret-sharing";

/** A share is what the polynomials are worth at its place, followed by the place: 1 to 255. */
export const SHARE_BYTES = 33;
export const KEY_BYTES = 32;

/**
 * Shamir's sharing of a key over GF(2^8), x⁸ + x⁴ + x³ + x + 1: one polynomial a byte. The coefficients are given and not
 * drawn, so that whoever knows the key can make all shares again and compare them. `coefficients` holds 32 bytes for x,
 * 32 for x², and so on: with none of them (threshold 1) every share is the key itself.
 */
export function splitKey(key: Uint8Array, coefficients: Uint8Array, count: number): Uint8Array[] {
  const degree = coefficients.length / KEY_BYTES;
  return Array.from({ length: count }, (_, index) => {
    const place = index + 1;
    const share = new Uint8Array(SHARE_BYTES);
    for (let byte = 0; byte < KEY_BYTES; byte += 1) {
      let value = 0;
      for (let power = degree; power > 0; power -= 1)
        value = multiply(value ^ (coefficients[(power - 1) * KEY_BYTES + byte] ?? 0), place);
      share[byte] = value ^ (key[byte] ?? 0);
    }
    share[KEY_BYTES] = place;
    return share;
  });
}

/** The key behind as many shares, each of another place, as the threshold asks for; of other shares, some other bytes. */
export async function combineShares(shares: readonly Uint8Array[]): Promise<Uint8Array> {
  const [only] = shares;
  if (!only) throw new Error("No share, no key");
  if (shares.length === 1) return only.slice(0, KEY_BYTES);
  return combine(shares.map((share) => Uint8Array.from(share))); // the library refuses Node's Buffers
}

/** The place that a share says it is of, from 1. */
export function placeOf(share: Uint8Array): number {
  return share[KEY_BYTES] ?? 0;
}

function multiply(one: number, other: number): number {
  let product = 0;
  for (let a = one, b = other; b > 0; b >>= 1) {
    if (b & 1) product ^= a;
    a = (a << 1) ^ (a & 0x80 ? 0x11b : 0);
  }
  return product;
}
