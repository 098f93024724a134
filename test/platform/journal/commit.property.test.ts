import { createHash } from "node:crypto";
import fc from "fast-check";
import { canonicalJson, commit, SALT_BYTES } from "../../../src/platform/journal/chain";

const salt = fc.uint8Array({ minLength: SALT_BYTES, maxLength: SALT_BYTES });
// Short ones behind long ones, and back: nothing of the one before may be hashed with the next.
const texts = fc.array(fc.string({ unit: "binary", maxLength: 12_000, size: "max" }), { maxLength: 4 });

it("a commitment is SHA-256 of the salt and the value's canonical text, however long and in whatever script", () => {
  fc.assert(
    fc.property(salt, texts, (bytes, values) => {
      for (const value of values) {
        const expected = createHash("sha256")
          .update(bytes)
          .update(canonicalJson(value), "utf8")
          .digest("hex");
        expect(commit(value, bytes)).toEqual({ commitment: expected });
      }
    }),
    { endOnFailure: true }, // to make such texts smaller takes minutes
  );
});
