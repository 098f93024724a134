import fc from "fast-check";
import { combine } from "shamir-secret-sharing";
import {
  decodeBox,
  digestOf,
  fromBase64url,
  fromHex,
  openBox,
  openWithKey,
  toBase64url,
  toHex,
  webCrypto,
} from "../../../src/client/sealing";
import { encodeBox } from "../../../src/client/sealing/box";
import { splitKey } from "../../../src/client/sealing/shares";
import { bidIn, bytesOf, council, KEY, sealedFor, sharesOf } from "./world";

it("a bit flipped anywhere in a box changes its hash, and the box opens no more", async () => {
  const three = await council(2, 3);
  const target = bidIn(three.roster);
  const box = await sealedFor(target);
  const shares = await sharesOf(box, three, [0, 1, 2]);
  const { boxHash } = (await digestOf(box, webCrypto)) ?? {};
  await fc.assert(
    fc.asyncProperty(fc.nat(box.length * 8 - 1), async (bit) => {
      const flipped = box.slice();
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect((await digestOf(flipped, webCrypto))?.boxHash).not.toBe(boxHash);
      const { verdict } = await openBox(flipped, { ...target, shares }, webCrypto);
      expect(verdict).toEqual({ kind: "INVALID" });
      expect((await openWithKey(flipped, { ...target, key: KEY }, webCrypto))?.kind).not.toBe("OPENED");
    }),
    { numRuns: 150 },
  );
});

it("no bytes make reading or opening fail otherwise than cleanly", async () => {
  const one = await council(1, 1);
  const target = bidIn(one.roster);
  const share = new Uint8Array([...bytesOf("share"), 1]);
  const looksRight = fc
    .uint8Array({ minLength: 386, maxLength: 386 })
    .map((rest) => Uint8Array.of(1, 1, 1, ...rest));
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.uint8Array({ maxLength: 3_000 }), looksRight), async (bytes) => {
      const box = decodeBox(bytes);
      expect(box === null || Buffer.from(encodeBox(box)).equals(bytes)).toBe(true);
      const { verdict } = await openBox(bytes, { ...target, shares: [{ index: 0, share }] }, webCrypto);
      expect(verdict?.kind).not.toBe("OPENED");
    }),
  );
});

it("any threshold of the shares gives the key, to this and to any other reader of Shamir's shares", async () => {
  const byte32 = fc.uint8Array({ minLength: 32, maxLength: 32 });
  const split = fc
    .tuple(fc.integer({ min: 2, max: 16 }), fc.integer({ min: 0, max: 14 }))
    .chain(([threshold, more]) =>
      fc.record({
        key: byte32,
        coefficients: fc.uint8Array({ minLength: 32 * (threshold - 1), maxLength: 32 * (threshold - 1) }),
        count: fc.constant(Math.min(16, threshold + more)),
        order: fc.shuffledSubarray(
          Array.from({ length: Math.min(16, threshold + more) }, (_, index) => index),
          { minLength: threshold, maxLength: threshold },
        ),
      }),
    );
  await fc.assert(
    fc.asyncProperty(split, async ({ key, coefficients, count, order }) => {
      const shares = splitKey(key, coefficients, count);
      const some = order.map((index) => shares[index] ?? new Uint8Array());
      expect(await combine(some)).toEqual(key);
    }),
  );
});

it("bytes have one text, and no other text stands for them", () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.string(), (bytes, text) => {
      expect(toBase64url(bytes)).toBe(Buffer.from(bytes).toString("base64url"));
      expect(fromBase64url(toBase64url(bytes))).toEqual(bytes);
      const read = fromBase64url(text);
      expect(read === null || toBase64url(read) === text).toBe(true);
    }),
  );
});

it("bytes have one text in hexadecimal, in lower case", () => {
  const nearlyHex = fc.string({ unit: fc.constantFrom(..."0123456789abcdefABCDEFgé/:`") });
  fc.assert(
    fc.property(fc.uint8Array(), nearlyHex, (bytes, text) => {
      expect(toHex(bytes)).toBe(Buffer.from(bytes).toString("hex"));
      expect(fromHex(toHex(bytes))).toEqual(bytes);
      const isHex = /^(?:[0-9a-f]{2})*$/.test(text);
      expect(fromHex(text)).toEqual(isHex ? Uint8Array.from(Buffer.from(text, "hex")) : null);
    }),
  );
});
