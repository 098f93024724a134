import { createCipheriv, createDecipheriv, createECDH, createHmac, ECDH } from "node:crypto";
import { PUBLIC_KEY_BYTES, type CustodianKeys, type SealingCrypto } from "../../client/sealing";
import { sha256 } from "../../platform/sha256";

/**
 * Sealing by node:crypto: the same bytes as WebCrypto's, at once and at a fraction of the cost, since nothing waits for a
 * thread pool. HPKE is RFC 9180's base mode with DHKEM(P-256, HKDF-SHA256), HKDF-SHA256 and AES-256-GCM.
 */
export const nodeCrypto = {
  sha256,

  derive: ({ key, salt, info, length }) => expand(hmac(salt, key), info, length),

  encrypt: (lock, plaintext) => encrypt({ ...lock, nonce: NO_NONCE }, plaintext),

  decrypt: (lock, ciphertext) => decrypt({ ...lock, nonce: NO_NONCE }, ciphertext),

  keysFrom: (seed) => ({ seed, publicKey: keyPairFrom(seed).getPublicKey() }),

  isPublicKey: (bytes) => {
    if (bytes.length !== PUBLIC_KEY_BYTES) return false;
    try {
      ECDH.convertKey(bytes, CURVE);
      return true;
    } catch {
      return false; // no point of the curve
    }
  },

  sealTo: ({ publicKey, ephemeralSeed, info, aad }, plaintext) => {
    const ephemeral = keyPairFrom(ephemeralSeed);
    const encapsulated = ephemeral.getPublicKey();
    const secret = sharedSecret(ephemeral.computeSecret(publicKey), encapsulated, publicKey);
    return { encapsulated, ciphertext: encrypt({ ...schedule(secret, info), aad }, plaintext) };
  },

  openFrom: ({ seed, info, aad }, { encapsulated, ciphertext }) => {
    const own = keyPairFrom(seed);
    let dh: Buffer;
    try {
      dh = own.computeSecret(encapsulated);
    } catch {
      return null; // no point of the curve
    }
    return decrypt(
      { ...schedule(sharedSecret(dh, encapsulated, own.getPublicKey()), info), aad },
      ciphertext,
    );
  },
} satisfies SealingCrypto;

const CURVE = "prime256v1";
const CIPHER = "aes-256-gcm";
const TAG_BYTES = 16;
const NO_NONCE = Buffer.alloc(12);
const NOTHING = Buffer.alloc(0);

interface Lock {
  readonly key: Uint8Array;
  readonly nonce: Uint8Array;
  readonly aad: Uint8Array;
}

function encrypt({ key, nonce, aad }: Lock, plaintext: Uint8Array): Buffer {
  const cipher = createCipheriv(CIPHER, key, nonce).setAAD(aad);
  return Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
}

function decrypt({ key, nonce, aad }: Lock, ciphertext: Uint8Array): Buffer | null {
  if (ciphertext.length < TAG_BYTES) return null;
  const end = ciphertext.length - TAG_BYTES;
  const decipher = createDecipheriv(CIPHER, key, nonce).setAAD(aad).setAuthTag(ciphertext.subarray(end));
  const plaintext = decipher.update(ciphertext.subarray(0, end));
  try {
    return Buffer.concat([plaintext, decipher.final()]);
  } catch {
    return null; // the tag does not match
  }
}

// RFC 5869: hkdfSync does the same at twice the cost, since it makes a job of it.

function hmac(key: Uint8Array, ...parts: readonly Uint8Array[]): Buffer {
  const made = createHmac("sha256", key);
  for (const part of parts) made.update(part);
  return made.digest();
}

function expand(prk: Uint8Array, info: Uint8Array, length: number): Buffer {
  let block = hmac(prk, info, Buffer.of(1));
  const blocks = [block];
  for (let nth = 2; blocks.length * block.length < length; nth += 1) {
    block = hmac(prk, block, info, Buffer.of(nth));
    blocks.push(block);
  }
  return (blocks.length === 1 ? block : Buffer.concat(blocks)).subarray(0, length);
}

// RFC 9180 by its own names, section by section.

/** Section 4: the identifiers of KEM, KDF and AEAD. */
const KEM_SUITE = Buffer.from([...Buffer.from("KEM"), 0x00, 0x10]);
const HPKE_SUITE = Buffer.from([...Buffer.from("HPKE"), 0x00, 0x10, 0x00, 0x01, 0x00, 0x02]);

function labeledExtract(
  suite: Buffer,
  { salt, label, ikm }: { salt: Uint8Array; label: string; ikm: Uint8Array },
) {
  return createHmac("sha256", salt).update("HPKE-v1").update(suite).update(label).update(ikm).digest();
}

/** At most 32 bytes: the first block of HKDF-Expand. */
function labeledExpand(
  suite: Buffer,
  { prk, label, info, length }: { prk: Buffer; label: string; info: Uint8Array; length: number },
): Buffer {
  const block = createHmac("sha256", prk).update(Buffer.of(0, length)).update("HPKE-v1").update(suite);
  return block.update(label).update(info).update(Buffer.of(1)).digest().subarray(0, length);
}

const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/** Section 7.1.3, DeriveKeyPair. */
function keyPairFrom(seed: CustodianKeys["seed"]): ECDH {
  const prk = labeledExtract(KEM_SUITE, { salt: NOTHING, label: "dkp_prk", ikm: seed });
  for (let counter = 0; counter < 256; counter += 1) {
    const key = labeledExpand(KEM_SUITE, { prk, label: "candidate", info: Buffer.of(counter), length: 32 });
    const number = BigInt(`0x${key.toString("hex")}`);
    if (number === 0n || number >= ORDER) continue;
    const pair = createECDH(CURVE);
    pair.setPrivateKey(key);
    return pair;
  }
  throw new Error("A seed without a key pair: nobody has found one");
}

/** Section 4.1, ExtractAndExpand. */
function sharedSecret(dh: Buffer, encapsulated: Uint8Array, publicKey: Uint8Array): Buffer {
  const prk = labeledExtract(KEM_SUITE, { salt: NOTHING, label: "eae_prk", ikm: dh });
  const info = Buffer.concat([encapsulated, publicKey]);
  return labeledExpand(KEM_SUITE, { prk, label: "shared_secret", info, length: 32 });
}

const NO_PSK_ID = labeledExtract(HPKE_SUITE, { salt: NOTHING, label: "psk_id_hash", ikm: NOTHING });

/** Section 5.1, KeySchedule in base mode; the nonce is that of the first message. */
function schedule(secret: Buffer, info: Uint8Array): Pick<Lock, "key" | "nonce"> {
  const infoHash = labeledExtract(HPKE_SUITE, { salt: NOTHING, label: "info_hash", ikm: info });
  const context = Buffer.concat([Buffer.of(0), NO_PSK_ID, infoHash]);
  const prk = labeledExtract(HPKE_SUITE, { salt: secret, label: "secret", ikm: NOTHING });
  return {
    key: labeledExpand(HPKE_SUITE, { prk, label: "key", info: context, length: 32 }),
    nonce: labeledExpand(HPKE_SUITE, { prk, label: "base_nonce", info: context, length: 12 }),
  };
}
