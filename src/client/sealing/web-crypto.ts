import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from "@hpke/core";
import type { SealingCrypto } from "./sealing-crypto";

/** Sealing by the runtime's WebCrypto: Node's and every browser's. */
export const webCrypto: SealingCrypto = {
  sha256: async (data) => new Uint8Array(await crypto.subtle.digest("SHA-256", own(data))),

  derive: async ({ key, salt, info, length }) => {
    const secret = await crypto.subtle.importKey("raw", own(key), "HKDF", false, ["deriveBits"]);
    const from = { name: "HKDF", hash: "SHA-256", salt: own(salt), info: own(info) };
    return new Uint8Array(await crypto.subtle.deriveBits(from, secret, length * 8));
  },

  encrypt: async ({ key, aad }, plaintext) =>
    new Uint8Array(await crypto.subtle.encrypt(gcm(aad), await aesKey(key), own(plaintext))),

  decrypt: async ({ key, aad }, ciphertext) => {
    const lock = await aesKey(key);
    const opening = crypto.subtle.decrypt(gcm(aad), lock, own(ciphertext));
    return opening.then(
      (plaintext) => new Uint8Array(plaintext),
      () => null,
    );
  },

  keysFrom: async (seed) => {
    const { publicKey } = await suite.kem.deriveKeyPair(own(seed));
    return { seed, publicKey: new Uint8Array(await suite.kem.serializePublicKey(publicKey)) };
  },

  isPublicKey: (bytes) =>
    suite.kem.deserializePublicKey(own(bytes)).then(
      () => true,
      () => false,
    ),

  sealTo: async ({ publicKey, ephemeralSeed, info, aad }, plaintext) => {
    const recipientPublicKey = await suite.kem.deserializePublicKey(own(publicKey));
    const { enc, ct } = await suite.seal(
      { recipientPublicKey, info: own(info), ekm: own(ephemeralSeed) },
      own(plaintext),
      own(aad),
    );
    return { encapsulated: new Uint8Array(enc), ciphertext: new Uint8Array(ct) };
  },

  openFrom: async ({ seed, info, aad }, { encapsulated, ciphertext }) => {
    const recipientKey = await suite.kem.deriveKeyPair(own(seed));
    const opening = suite.open(
      { recipientKey, enc: own(encapsulated), info: own(info) },
      own(ciphertext),
      own(aad),
    );
    return opening.then(
      (plaintext) => new Uint8Array(plaintext),
      () => null,
    );
  },
};

export function webRandomBytes(count: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(count));
}

const suite = new CipherSuite({
  kem: new DhkemP256HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes256Gcm(),
});

function gcm(aad: Uint8Array) {
  return { name: "AES-GCM", iv: new Uint8Array(12), additionalData: own(aad) };
}

function aesKey(key: Uint8Array) {
  return crypto.subtle.importKey("raw", own(key), "AES-GCM", false, ["encrypt", "decrypt"]);
}

/** A buffer of just these bytes: a view's own may hold more. */
function own(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}
