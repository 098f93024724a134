import { createHash } from "node:crypto";
import fc from "fast-check";
import { sha256 } from "../../src/platform/sha256";

const text = fc.string({ unit: "binary", maxLength: 200, size: "max" });

it("a hash is SHA-256's, of text and of bytes", () => {
  fc.assert(
    fc.property(text, (data) => {
      const expected = createHash("sha256").update(data).digest();
      expect(sha256(data)).toEqual(expected);
      expect(sha256(Buffer.from(data))).toEqual(expected);
    }),
  );
});
