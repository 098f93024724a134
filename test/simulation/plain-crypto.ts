import type { SealingCrypto } from "../../src/client/sealing";
import { sha256 } from "../../src/platform/sha256";

/**
 * Sealing's cryptography as a simulation can afford it: at once, from a few multiplications a byte. What is sealed is hidden
 * from nobody who cares to look; but it opens for its key and binding alone, as the real one does, and comes in the same
 * lengths. Hashes are real, for others compare them.
 */
export const plainCrypto = {
  sha256,

  derive: ({ key, salt, info, length }) => stream(length, key, salt, info),

  encrypt,
  decrypt,

  keysFrom: (seed) => ({ seed, publicKey: publicKeyOf(seed) }),

  isPublicKey: (bytes) => bytes.length === PUBLIC_KEY_BYTES && bytes[0] === UNCOMPRESSED,

  sealTo: ({ publicKey, ephemeralSeed, info, aad }, plaintext) => {
    const encapsulated = publicKeyOf(ephemeralSeed);
    const key = stream(KEY_BYTES, publicKey, encapsulated, info);
    return { encapsulated, ciphertext: encrypt({ key, aad }, plaintext) };
  },

  openFrom: ({ seed, info, aad }, { encapsulated, ciphertext }) => {
    const key = stream(KEY_BYTES, publicKeyOf(seed), encapsulated, info);
    return decrypt({ key, aad }, ciphertext);
  },
} satisfies SealingCrypto;

const TAG_BYTES = 16;
const KEY_BYTES = 32;
const PUBLIC_KEY_BYTES = 65;
/** The first byte of a point of a curve that is written out whole. */
const UNCOMPRESSED = 4;

interface Lock {
  readonly key: Uint8Array;
  readonly aad: Uint8Array;
}

function encrypt({ key, aad }: Lock, plaintext: Uint8Array): Buffer {
  return Buffer.concat([mask(key, plaintext), tagOf(key, aad, plaintext)]);
}

function decrypt({ key, aad }: Lock, ciphertext: Uint8Array): Buffer | null {
  const end = ciphertext.length - TAG_BYTES;
  if (end < 0) return null;
  const plaintext = mask(key, ciphertext.subarray(0, end));
  return tagOf(key, aad, plaintext).equals(ciphertext.subarray(end)) ? plaintext : null;
}

function publicKeyOf(seed: Uint8Array): Buffer {
  return Buffer.concat([Buffer.of(UNCOMPRESSED), stream(PUBLIC_KEY_BYTES - 1, seed)]);
}

/** So many bytes that follow from 64 bits, to which all the others are mixed. */
function stream(length: number, ...from: readonly Uint8Array[]): Buffer {
  let one = 0x9e3779b9 | 0;
  let other = 0x243f6a88;
  for (const part of from) {
    for (let place = 0; place < part.length; place += 1) {
      one = Math.imul(one ^ (part[place] ?? 0), 0x85ebca6b);
      other = Math.imul(other ^ one ^ (one >>> 15), 0xc2b2ae35);
    }
  }
  const bytes = Buffer.allocUnsafe(length);
  for (let place = 0; place < length; place += 1) {
    one = Math.imul(one ^ (one >>> 15) ^ other, 0x2c1b3c6d);
    other = (other + 0x9e3779b9) | 0;
    bytes[place] = one ^ (one >>> 13);
  }
  return bytes;
}

function mask(key: Uint8Array, text: Uint8Array): Buffer {
  const masked = stream(text.length, key);
  for (let place = 0; place < text.length; place += 1)
    masked[place] = (masked[place] ?? 0) ^ (text[place] ?? 0);
  return masked;
}

function tagOf(key: Uint8Array, aad: Uint8Array, plaintext: Uint8Array): Buffer {
  return stream(TAG_BYTES, key, aad, plaintext);
}
