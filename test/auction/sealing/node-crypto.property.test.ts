import fc from "fast-check";
import { readFileSync } from "node:fs";
import path from "node:path";
import { nodeCrypto } from "../../../src/auction/sealing/node-crypto";
import { fromHex, seal, toHex, webCrypto, type Roster } from "../../../src/client/sealing";

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const hex = (given: Uint8Array | null) => given && toHex(given);

interface Vector {
  readonly name: string;
  readonly roster: Roster;
  readonly auctionId: string;
  readonly buyerId: string;
  readonly bidKeyHash: string;
  readonly amountMinor: string;
  readonly currency: string;
  readonly key: string;
  readonly box: string;
}
const vectors = JSON.parse(
  readFileSync(path.join(__dirname, "../../client/sealing-vectors.json"), "utf8"),
) as Vector[];

it.each(vectors)("seals the format's test vector: $name", async (vector) => {
  const { roster, auctionId, buyerId, currency } = vector;
  const read = (text: string) => fromHex(text) ?? new Uint8Array();
  const target = { roster, auctionId, buyerId, keyHash: read(vector.bidKeyHash), key: read(vector.key) };
  const box = await seal({ amount: BigInt(vector.amountMinor), currency }, target, nodeCrypto);
  expect(toHex(box)).toBe(vector.box);
});

it("derives, hashes, encrypts and opens as WebCrypto does, byte for byte", async () => {
  const input = fc.record({
    key: bytes(32),
    salt: fc.uint8Array({ maxLength: 200 }),
    info: fc.uint8Array({ maxLength: 200 }),
    text: fc.uint8Array({ maxLength: 300 }),
    length: fc.integer({ min: 1, max: 512 }),
  });
  await fc.assert(
    fc.asyncProperty(input, async ({ key, salt, info, text, length }) => {
      expect(hex(nodeCrypto.sha256(text))).toBe(hex(await webCrypto.sha256(text)));
      const from = { key, salt, info, length };
      expect(hex(nodeCrypto.derive(from))).toBe(hex(await webCrypto.derive(from)));
      const lock = { key, aad: info };
      const ciphertext = nodeCrypto.encrypt(lock, text);
      expect(hex(ciphertext)).toBe(hex(await webCrypto.encrypt(lock, text)));
      expect(hex(nodeCrypto.decrypt(lock, ciphertext))).toBe(hex(text));
      ciphertext[0] = (ciphertext[0] ?? 0) ^ 1;
      expect(nodeCrypto.decrypt(lock, ciphertext)).toBeNull();
    }),
    { numRuns: 50 },
  );
});

it("seals and opens HPKE as the library does, to the same keys from the same seeds", async () => {
  const input = fc.record({
    seed: bytes(32),
    ephemeralSeed: bytes(32),
    info: bytes(115),
    aad: bytes(33),
    share: bytes(33),
  });
  await fc.assert(
    fc.asyncProperty(input, async ({ seed, ephemeralSeed, info, aad, share }) => {
      const { publicKey } = nodeCrypto.keysFrom(seed);
      expect(hex(publicKey)).toBe(hex((await webCrypto.keysFrom(seed)).publicKey));
      const to = { publicKey, ephemeralSeed, info, aad };
      const sealed = nodeCrypto.sealTo(to, share);
      const theirs = await webCrypto.sealTo(to, share);
      expect([hex(sealed.encapsulated), hex(sealed.ciphertext)]).toEqual([
        hex(theirs.encapsulated),
        hex(theirs.ciphertext),
      ]);
      expect(hex(await webCrypto.openFrom({ seed, info, aad }, sealed))).toBe(hex(share));
      expect(hex(nodeCrypto.openFrom({ seed, info, aad }, theirs))).toBe(hex(share));
      expect(nodeCrypto.openFrom({ seed: ephemeralSeed, info, aad }, sealed)).toBeNull();
      expect(nodeCrypto.openFrom({ seed, info: aad, aad }, sealed)).toBeNull();
    }),
    { numRuns: 25 },
  );
});

it("refuses what is no public key, and opens nothing that came with one", async () => {
  const { publicKey, seed } = nodeCrypto.keysFrom(new Uint8Array(32).fill(1));
  const off = Uint8Array.from(publicKey);
  off[40] = (off[40] ?? 0) ^ 1;
  for (const none of [new Uint8Array(65), off, publicKey.subarray(1), new Uint8Array()]) {
    expect(nodeCrypto.isPublicKey(none)).toBe(false);
    expect(await webCrypto.isPublicKey(none)).toBe(false);
    const sealed = { encapsulated: none, ciphertext: new Uint8Array(49) };
    expect(nodeCrypto.openFrom({ seed, info: none, aad: none }, sealed)).toBeNull();
    expect(await webCrypto.openFrom({ seed, info: none, aad: none }, sealed)).toBeNull();
  }
  expect(nodeCrypto.isPublicKey(publicKey)).toBe(true);
});
