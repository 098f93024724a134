import { isId } from "../../platform/ids";
import { fromBase64url } from "./bytes";
import type { Awaitable, SealingCrypto } from "./sealing-crypto";

/** Who holds a sealed bid's key: any `threshold` of these open it together. Pinned with the auction's terms. */
export interface Roster {
  readonly threshold: number;
  readonly custodians: readonly Custodian[];
}

export interface Custodian {
  readonly id: string;
  readonly name: string;
  /** The point as RFC 9180's SerializePublicKey writes it (65 bytes), in base64url. */
  readonly publicKey: string;
}

export const MOST_CUSTODIANS = 16;
export const PUBLIC_KEY_BYTES = 65;
const LONGEST_NAME = 200;

/** What is wrong with a roster; `null` when bids can be sealed to it. */
export async function problemOfRoster(
  { threshold, custodians }: Roster,
  sealing: Pick<SealingCrypto, "isPublicKey">,
): Promise<string | null> {
  const count = custodians.length;
  if (count < 1 || count > MOST_CUSTODIANS) return `There are 1 to ${MOST_CUSTODIANS} custodians.`;
  if (!Number.isInteger(threshold) || threshold < 1 || threshold > count)
    return "The threshold is between 1 and the number of custodians.";
  if (custodians.some(({ id }) => !isId(id))) return "A custodian's id is a UUID.";
  if (custodians.some(({ name }) => name === "" || name.length > LONGEST_NAME))
    return `A custodian's name has 1 to ${LONGEST_NAME} characters.`;
  if (new Set(custodians.map(({ id }) => id)).size < count) return "No custodian is named twice.";
  if (new Set(custodians.map(({ publicKey }) => publicKey)).size < count)
    return "No two custodians have the same key.";
  for (const custodian of custodians) {
    const key = fromBase64url(custodian.publicKey);
    if (key?.length !== PUBLIC_KEY_BYTES || !(await sealing.isPublicKey(key)))
      return "A custodian's key is a point of P-256, uncompressed, in base64url.";
  }
  return null;
}

/** A roster is a value that stays as it is: what follows from it is found out once, and not with every bid. */
const hashes = new WeakMap<Roster, Awaitable<Uint8Array>>();
const keys = new WeakMap<Roster, readonly Uint8Array[]>();

/** SHA-256 of the roster's one text: what every box of the auction is bound to. */
export function rosterHash(roster: Roster, sealing: Pick<SealingCrypto, "sha256">): Awaitable<Uint8Array> {
  const known = hashes.get(roster);
  if (known) return known;
  const hash = sealing.sha256(new TextEncoder().encode(rosterText(roster)));
  hashes.set(roster, hash);
  return hash;
}

/** The custodians' public keys, in the roster's order. */
export function publicKeysOf(roster: Roster): readonly Uint8Array[] {
  const known = keys.get(roster);
  if (known) return known;
  const read = roster.custodians.map(({ publicKey }) => readPublicKey(publicKey));
  keys.set(roster, read);
  return read;
}

function readPublicKey(text: string): Uint8Array {
  const key = fromBase64url(text);
  if (!key) throw new Error("A roster with a key that is none");
  return key;
}

/** RFC 8785 of {custodians: [{id, name, publicKey}], threshold, version}. */
function rosterText({ threshold, custodians }: Roster): string {
  const inOrder = custodians.map(({ id, name, publicKey }) => ({ id, name, publicKey }));
  return JSON.stringify({ custodians: inOrder, threshold, version: 1 });
}
