import { createHash } from "node:crypto";
import {
  openShare,
  seal,
  toBase64url,
  webCrypto,
  type CustodianKeys,
  type OpenedShare,
  type Roster,
  type SealingFor,
} from "../../../src/client/sealing";

/** 32 bytes that anyone can make again. */
export function bytesOf(text: string): Uint8Array {
  return new Uint8Array(createHash("sha256").update(text).digest());
}

export interface Council {
  readonly roster: Roster;
  readonly keys: readonly CustodianKeys[];
}

/** Custodians whose keys follow from their places. */
export async function council(threshold: number, count: number): Promise<Council> {
  const places = Array.from({ length: count }, (_, index) => index);
  const keys = await Promise.all(
    places.map(async (place) => webCrypto.keysFrom(bytesOf(`custodian ${place}`))),
  );
  const custodians = keys.map(({ publicKey }, place) => ({
    id: `0190a000-0000-7000-8000-00000000000${place.toString(16)}`,
    name: `Custodian ${place + 1}`,
    publicKey: toBase64url(publicKey),
  }));
  return { roster: { threshold, custodians }, keys };
}

export function bidIn(roster: Roster): SealingFor {
  return {
    auctionId: "0190b000-0000-7000-8000-000000000001",
    buyerId: "0190c000-0000-7000-8000-000000000002",
    keyHash: bytesOf("idempotency key"),
    roster,
  };
}

export const AMOUNT = { amount: 123_456_789n, currency: "USD" };
export const KEY = bytesOf("key");

export function sealedFor(target: SealingFor): Promise<Uint8Array> {
  return seal(AMOUNT, { ...target, key: KEY }, webCrypto);
}

/** What these custodians find in a box. */
export async function sharesOf(
  box: Uint8Array,
  { roster, keys }: Council,
  places: readonly number[],
): Promise<OpenedShare[]> {
  const opened = await Promise.all(
    places.map(async (index) => {
      const { seed } = keys[index] ?? missing();
      return { index, share: await openShare(box, { ...bidIn(roster), index, seed }, webCrypto) };
    }),
  );
  return opened.flatMap(({ index, share }) => (share ? [{ index, share }] : []));
}

function missing(): never {
  throw new Error("There is no such custodian");
}
