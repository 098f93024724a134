import { readFileSync } from "node:fs";
import path from "node:path";
import {
  decodeBox,
  fromHex,
  openBox,
  openShare,
  rosterHash,
  seal,
  toHex,
  webCrypto,
  type Roster,
} from "../../../src/client/sealing";
import { encodePayload } from "../../../src/client/sealing/payload";
import { bindingOf, derivedKeys } from "../../../src/client/sealing/seal";

/** Everything in hexadecimal; all below `key` follows from what stands above it. */
interface Vector {
  readonly name: string;
  readonly roster: Roster;
  readonly custodianSeeds: readonly string[];
  readonly auctionId: string;
  readonly buyerId: string;
  readonly bidKeyHash: string;
  readonly amountMinor: string;
  readonly currency: string;
  readonly key: string;
  readonly rosterHash: string;
  readonly binding: string;
  readonly payload: string;
  readonly encryptionKey: string;
  readonly salt: string;
  readonly coefficients: string;
  readonly ephemeralSeeds: readonly string[];
  readonly shares: readonly string[];
  readonly box: string;
}

const FILE = path.join(__dirname, "../sealing-vectors.json");
const vectors = JSON.parse(readFileSync(FILE, "utf8")) as Vector[];

describe.each(vectors)("the test vector: $name", (vector) => {
  const key = bytes(vector.key);
  const { roster, auctionId, buyerId } = vector;
  const target = { auctionId, buyerId, keyHash: bytes(vector.bidKeyHash), roster };
  const sealed = { amount: BigInt(vector.amountMinor), currency: vector.currency };

  it("is what sealing gives", async () => {
    expect(toHex(await seal(sealed, { ...target, key }, webCrypto))).toBe(vector.box);
  });

  it("has the steps that the format names", async () => {
    const hash = await rosterHash(roster, webCrypto);
    const keys = derivedKeys(key, bindingOf(target, hash), webCrypto);
    expect({
      rosterHash: toHex(hash),
      binding: toHex(keys.binding),
      payload: toHex(encodePayload(sealed, target)),
      encryptionKey: toHex(await keys.encryption()),
      salt: toHex(await keys.salt()),
      coefficients: toHex(await keys.coefficients(roster.threshold - 1)),
      ephemeralSeeds: await Promise.all(
        roster.custodians.map(async (_, index) => toHex(await keys.ephemeralSeed(index))),
      ),
    }).toEqual(
      expect.objectContaining({
        rosterHash: vector.rosterHash,
        binding: vector.binding,
        payload: vector.payload,
        encryptionKey: vector.encryptionKey,
        salt: vector.salt,
        coefficients: vector.coefficients,
        ephemeralSeeds: vector.ephemeralSeeds,
      }),
    );
  });

  it("opens with its custodians' seeds, share by share", async () => {
    const box = bytes(vector.box);
    const shares = await Promise.all(
      vector.custodianSeeds.map(async (seed, index) => ({
        index,
        share: (await openShare(box, { ...target, index, seed: bytes(seed) }, webCrypto)) ?? new Uint8Array(),
      })),
    );
    expect(shares.map(({ share }) => toHex(share))).toEqual(vector.shares);
    const opening = await openBox(box, { ...target, shares: shares.slice(-roster.threshold) }, webCrypto);
    expect(opening.verdict).toMatchObject({ kind: "OPENED", ...sealed });
    expect(decodeBox(box)?.threshold).toBe(roster.threshold);
  });
});

function bytes(hex: string): Uint8Array {
  const read = fromHex(hex);
  if (!read) throw new Error("A vector holds hexadecimal");
  return read;
}
