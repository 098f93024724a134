import fc from "fast-check";
import { minorRange } from "../../src/auction/bidding/amount-range";
import { formatAmount } from "../../src/platform/money";

/** Digits with up to four decimals. */
const decimal = fc
  .record({ whole: fc.integer({ min: 0, max: 30 }), fraction: fc.stringMatching(/^\d{0,4}$/) })
  .map(({ whole, fraction }) => (fraction === "" ? String(whole) : `${whole}.${fraction}`));
const currency = fc.constantFrom("JPY", "USD", "KWD", "CLF");

it("an amount is in a range exactly when its number is", () => {
  fc.assert(
    fc.property(currency, decimal, decimal, fc.bigInt({ min: 1n, max: 40_000n }), (code, min, max, minor) => {
      const { least, most } = minorRange({ min, max }, code);
      const number = Number(formatAmount(minor, code));
      expect(minor >= least && minor <= most).toBe(number >= Number(min) && number <= Number(max));
    }),
  );
});

it("without ends a range has every amount, and none of its ends is more than a row can hold", () => {
  const highest = 2n ** 63n - 1n;
  expect(minorRange({}, "USD")).toEqual({ least: 1n, most: highest });
  expect(minorRange({ min: null, max: null }, "JPY")).toEqual({ least: 1n, most: highest });
  const huge = "999999999999999.9999";
  expect(minorRange({ min: huge, max: huge }, "CLF")).toEqual({ least: highest, most: highest });
});
