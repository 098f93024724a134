import { concat } from "./bytes";
import { PAYLOAD_BYTES } from "./payload";
import { MOST_CUSTODIANS, PUBLIC_KEY_BYTES } from "./roster";
import type { SealedTo } from "./sealing-crypto";
import { SHARE_BYTES } from "./shares";

/** A sealed bid, taken apart. Its length follows from the number of custodians alone. */
export interface Box {
  readonly threshold: number;
  readonly rosterHash: Uint8Array;
  /** SHA-256 of the key. */
  readonly keyHash: Uint8Array;
  /** SHA-256 of salt and payload. */
  readonly commitment: Uint8Array;
  /** One a custodian, in the roster's order. */
  readonly shares: readonly SealedShare[];
  readonly ciphertext: Uint8Array;
}

export interface SealedShare extends SealedTo {
  /** SHA-256 of the share. */
  readonly hash: Uint8Array;
}

const VERSION = 1;
const HASH = 32;
const TAG = 16;
const HEADER = 3;
const SEALED_SHARE = SHARE_BYTES + TAG;
const CIPHERTEXT = PAYLOAD_BYTES + TAG;

export function boxLength(custodians: number): number {
  return HEADER + 3 * HASH + custodians * (HASH + PUBLIC_KEY_BYTES + SEALED_SHARE) + CIPHERTEXT;
}

/** The longest that a box can be: anything longer need not be looked at. */
export const LONGEST_BOX = boxLength(MOST_CUSTODIANS);

export function encodeBox(box: Box): Uint8Array {
  const { threshold, rosterHash, keyHash, commitment, shares, ciphertext } = box;
  return concat(
    Uint8Array.of(VERSION, threshold, shares.length),
    rosterHash,
    keyHash,
    commitment,
    ...shares.flatMap((share) => [share.hash, share.encapsulated, share.ciphertext]),
    ciphertext,
  );
}

/** `null` for what is no box of this version. Whether it opens, only its shares tell. Its parts are views of the bytes. */
export function decodeBox(bytes: Uint8Array): Box | null {
  const [version, threshold, count] = bytes;
  if (version !== VERSION || !threshold || !count || threshold > count || count > MOST_CUSTODIANS)
    return null;
  if (bytes.length !== boxLength(count)) return null;
  let at = HEADER;
  const take = (length: number) => bytes.subarray(at, (at += length));
  return {
    threshold,
    rosterHash: take(HASH),
    keyHash: take(HASH),
    commitment: take(HASH),
    shares: Array.from({ length: count }, () => ({
      hash: take(HASH),
      encapsulated: take(PUBLIC_KEY_BYTES),
      ciphertext: take(SEALED_SHARE),
    })),
    ciphertext: take(CIPHERTEXT),
  };
}
