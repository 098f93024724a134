import { createHash, createHmac } from "node:crypto";
import fc from "fast-check";
import { hmacSha256, sha256 } from "../../src/platform/sha256";

const text = fc.string({ unit: "binary", maxLength: 200, size: "max" }); // keys of more than a block, too

it("a hash is SHA-256's, of text and of bytes", () => {
  fc.assert(
    fc.property(text, (data) => {
      const expected = createHash("sha256").update(data).digest();
      expect(sha256(data)).toEqual(expected);
      expect(sha256(Buffer.from(data))).toEqual(expected);
    }),
  );
});

it("a keyed hash is HMAC's, and stays when the next is made", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(text, text), { minLength: 1 }), (pairs) => {
      const made = pairs.map(([key, data]) => hmacSha256(key, data));
      expect(made).toEqual(
        pairs.map(([key, data]) => createHmac("sha256", key).update(data, "utf8").digest()),
      );
    }),
  );
});
