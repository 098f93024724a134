export type Awaitable<Value> = Value | Promise<Value>;

/** Random bytes as a port: the runtime's own, or a simulation's from a seed. */
export type RandomBytes = (count: number) => Uint8Array;

/** An HPKE recipient; `seed` is its private key: the input of RFC 9180's DeriveKeyPair. */
export interface CustodianKeys {
  readonly seed: Uint8Array;
  readonly publicKey: Uint8Array;
}

/** The cryptography that sealing is made of, as a port; every length is fixed by the format (README.md). */
export interface SealingCrypto {
  sha256(data: Uint8Array): Awaitable<Uint8Array>;
  /** HKDF-SHA-256. */
  derive(input: {
    readonly key: Uint8Array;
    readonly salt: Uint8Array;
    readonly info: Uint8Array;
    readonly length: number;
  }): Awaitable<Uint8Array>;
  /** AES-256-GCM with a nonce of zeros: a key encrypts once. The tag follows the ciphertext. */
  encrypt(lock: Locked, plaintext: Uint8Array): Awaitable<Uint8Array>;
  /** `null` when the tag does not match. */
  decrypt(lock: Locked, ciphertext: Uint8Array): Awaitable<Uint8Array | null>;
  /** DeriveKeyPair of DHKEM(P-256, HKDF-SHA256), from 32 bytes. */
  keysFrom(seed: Uint8Array): Awaitable<CustodianKeys>;
  /** Is this a point of the curve, as SerializePublicKey writes it? */
  isPublicKey(bytes: Uint8Array): Awaitable<boolean>;
  /** HPKE in base mode (DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM), the ephemeral key pair from a seed. */
  sealTo(
    to: Bound & { readonly publicKey: Uint8Array; readonly ephemeralSeed: Uint8Array },
    plaintext: Uint8Array,
  ): Awaitable<SealedTo>;
  /** `null` when it was not sealed to this key in this binding. */
  openFrom(from: Bound & { readonly seed: Uint8Array }, sealed: SealedTo): Awaitable<Uint8Array | null>;
}

interface Locked {
  readonly key: Uint8Array;
  readonly aad: Uint8Array;
}

/** What a share is bound to. */
interface Bound {
  readonly info: Uint8Array;
  readonly aad: Uint8Array;
}

export interface SealedTo {
  readonly encapsulated: Uint8Array;
  readonly ciphertext: Uint8Array;
}
