import { hash } from "node:crypto";
import type { SealingCrypto } from "../../src/client/sealing";

/**
 * Sealing's cryptography as a simulation can afford it: at once, from one hash. What is sealed is hidden from nobody who
 * has the public key; but it opens for its key and binding alone, as the real one does, and comes in the same lengths.
 */
export const plainCrypto = {
  sha256: (data) => Buffer.from(hash("sha256", data, "binary"), "binary"),

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

/** So many bytes that follow from these. */
function stream(length: number, ...from: readonly Uint8Array[]): Buffer {
  let block = hash("sha512", from.length === 1 && from[0] ? from[0] : Buffer.concat(from), "binary");
  let bytes = block;
  while (bytes.length < length) bytes += block = hash("sha512", block, "binary");
  return Buffer.from(bytes, "binary").subarray(0, length);
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
