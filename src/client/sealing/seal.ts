import { ascii, concat, toHex } from "./bytes";
import { decodeBox, encodeBox, type Box, type SealedShare } from "./box";
import { encodePayload, identityBytes, type BidIdentity, type SealedAmount } from "./payload";
import { publicKeysOf, rosterHash, type Roster } from "./roster";
import type { SealingCrypto } from "./sealing-crypto";
import { KEY_BYTES, splitKey } from "./shares";

const FORMAT = "recoup sealed bid 1";
const FORMAT_BYTES = ascii(FORMAT);

/** What a bid is sealed for: nowhere else does its box open. */
export interface SealingFor extends BidIdentity {
  readonly roster: Roster;
}

/** What the journal holds of a box: hexadecimal SHA-256 throughout. */
export interface BoxDigest {
  readonly boxHash: string;
  /** Of the box's key, not the bid's. */
  readonly keyHash: string;
  readonly shareHashes: readonly string[];
  readonly commitment: string;
}

/**
 * Seals an amount under a fresh key of 32 random bytes. Everything in the box follows from the key, so that whoever has
 * opened it can seal again and compare: a box that deceives one custodian is found out by any of them.
 */
export async function seal(
  sealed: SealedAmount,
  target: SealingFor & { readonly key: Uint8Array },
  sealing: SealingCrypto,
): Promise<Uint8Array> {
  const { key, roster } = target;
  if (key.length !== KEY_BYTES) throw new RangeError("A key has 32 bytes");
  const hash = await rosterHash(roster, sealing);
  const keys = derivedKeys(key, bindingOf(target, hash), sealing);
  const payload = encodePayload(sealed, target);
  const keyHash = await sealing.sha256(key);
  const coefficients = await keys.coefficients(roster.threshold - 1);
  const publicKeys = publicKeysOf(roster);
  const shares = splitKey(key, coefficients, publicKeys.length);
  return encodeBox({
    threshold: roster.threshold,
    rosterHash: hash,
    keyHash,
    commitment: await sealing.sha256(concat(await keys.salt(), payload)),
    shares: await Promise.all(
      shares.map(async (share, index): Promise<SealedShare> => {
        const publicKey = publicKeys[index];
        if (!publicKey) throw new Error("More shares than custodians");
        const aad = shareAad(keyHash, index);
        const ephemeralSeed = await keys.ephemeralSeed(index);
        const to = { publicKey, ephemeralSeed, info: keys.binding, aad };
        const shareHash = await sealing.sha256(share);
        const { encapsulated, ciphertext } = await sealing.sealTo(to, share);
        return { hash: shareHash, encapsulated, ciphertext };
      }),
    ),
    ciphertext: await sealing.encrypt({ key: await keys.encryption(), aad: keys.binding }, payload),
  });
}

/** `null` for what is no box. */
export async function digestOf(
  bytes: Uint8Array,
  sealing: Pick<SealingCrypto, "sha256">,
): Promise<BoxDigest | null> {
  const box = decodeBox(bytes);
  return box && digestOfBox(box, await sealing.sha256(bytes));
}

/** Of a box that was taken apart, and the hash of all its bytes. */
export function digestOfBox({ keyHash, shares, commitment }: Box, boxHash: Uint8Array): BoxDigest {
  return {
    boxHash: toHex(boxHash),
    keyHash: toHex(keyHash),
    shareHashes: shares.map((share) => toHex(share.hash)),
    commitment: toHex(commitment),
  };
}

/** What everything in a box is bound to: the format, auction, firm, hash of the bid's key, and roster. */
export function bindingOf(bid: BidIdentity, hash: Uint8Array): Uint8Array {
  return concat(FORMAT_BYTES, identityBytes(bid), hash);
}

/** What one custodian's share is bound to besides: this key, and the custodian's place. */
export function shareAad(keyHash: Uint8Array, index: number): Uint8Array {
  return concat(keyHash, Uint8Array.of(index + 1));
}

/** What follows from the key, each by HKDF-SHA-256 under a label of its own, salted with the binding. */
export function derivedKeys(key: Uint8Array, binding: Uint8Array, sealing: SealingCrypto) {
  const derive = (label: string, length: number) =>
    sealing.derive({ key, salt: binding, info: ascii(`${FORMAT} ${label}`), length });
  return {
    binding,
    encryption: () => derive("encryption", KEY_BYTES),
    salt: () => derive("salt", KEY_BYTES),
    /** 32 bytes for each power of x; none for threshold 1, where every share is the key. */
    coefficients: (powers: number) =>
      powers === 0 ? new Uint8Array() : derive("coefficients", powers * KEY_BYTES),
    ephemeralSeed: (index: number) => derive(`custodian ${index + 1}`, KEY_BYTES),
  };
}
