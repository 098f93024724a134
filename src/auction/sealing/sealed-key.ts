import type { CustodianKeys, SealingCrypto } from "../../client/sealing";
import type { Randomness } from "../../platform/randomness";
import type { ClosedBid, SealedReveal } from "./closed-bid";

const INFO = Buffer.from("recoup revealed key 1");
const SEED_BYTES = 32;

/** Until reveals are counted a revealed key lies sealed to the operator: in the database nobody can read it early. */
export async function sealKey(
  key: Uint8Array,
  { bid, publicKey }: { readonly bid: ClosedBid; readonly publicKey: Uint8Array },
  { sealing, randomness }: { readonly sealing: SealingCrypto; readonly randomness: Randomness },
): Promise<SealedReveal> {
  const ephemeralSeed = randomness.bytes(SEED_BYTES);
  const sealed = await sealing.sealTo({ publicKey, ephemeralSeed, info: INFO, aad: aadOf(bid) }, key);
  return { encapsulated: Buffer.from(sealed.encapsulated), ciphertext: Buffer.from(sealed.ciphertext) };
}

/** `null` when it was sealed to another key than the operator's present one. */
export async function openKey(
  reveal: SealedReveal,
  { bid, seed }: Pick<CustodianKeys, "seed"> & { readonly bid: ClosedBid },
  sealing: SealingCrypto,
): Promise<Uint8Array | null> {
  return sealing.openFrom({ seed, info: INFO, aad: aadOf(bid) }, reveal);
}

function aadOf({ boxHash }: ClosedBid): Buffer {
  return Buffer.from(boxHash, "hex");
}
