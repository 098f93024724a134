import canonicalize from "canonicalize";
import fc from "fast-check";
import { canonicalJson, type Json } from "../../../src/platform/journal/chain";

const json = fc.jsonValue({ noUnicodeString: false }) as fc.Arbitrary<Json>;

it("the canonical text is RFC 8785's, as the library of its authors writes it", () => {
  fc.assert(fc.property(json, (value) => expect(canonicalJson(value)).toBe(canonicalize(value))));
});

it("the canonical text does not depend on the order of keys", () => {
  const keys = fc.uniqueArray(fc.string(), { minLength: 2, maxLength: 20 });
  fc.assert(
    fc.property(keys, (names) => {
      const object = (order: readonly string[]) => Object.fromEntries(order.map((name) => [name, name]));
      expect(canonicalJson(object(names))).toBe(canonicalJson(object(names.toReversed())));
    }),
  );
});

it.each([NaN, Infinity, 1n, undefined])("%s is no JSON", (value) => {
  expect(() => canonicalJson(value as never)).toThrow("Only JSON can be hashed");
});
