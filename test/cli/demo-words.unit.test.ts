import {
  basisPoints,
  counted,
  inMinutes,
  inSeconds,
  inWords,
  listed,
  moneyInWords,
  percent,
} from "../../src/cli/demo/words";

describe("the demo's words", () => {
  it.each([
    ["0.00", "USD 0.00"],
    ["999.99", "USD 999.99"],
    ["1000.00", "USD 1,000.00"],
    ["-85000.00", "USD -85,000.00"],
    ["123456789012345.67", "USD 123,456,789,012,345.67"],
  ])("writes %s as %s", (amount, words) => {
    expect(inWords({ amount, currency: "USD" })).toBe(words);
  });

  it("writes as many decimals as the currency has", () => {
    expect(moneyInWords({ minor: 1_234_567n, currency: "JPY" })).toBe("JPY 1,234,567");
    expect(moneyInWords({ minor: 1_234_567n, currency: "KWD" })).toBe("KWD 1,234.567");
  });

  it.each([
    ["0.123449", "12.34 %"],
    ["0.123450", "12.35 %"],
    ["0.000000", "0.00 %"],
    ["1.500000", "150.00 %"],
  ])("shows the rate %s as %s", (rate, words) => {
    expect(percent(rate)).toBe(words);
  });

  it("tells how much time is left, and never less than none", () => {
    expect([14.52, 2.71, -0.3].map(inSeconds)).toEqual([" 14.5 s", "  2.7 s", "  0.0 s"]);
    expect([1_318.9, 545, 59.9, -2].map(inMinutes)).toEqual(["21:58 m", " 9:05 m", " 0:59 m", " 0:00 m"]);
  });

  it("counts", () => {
    expect(counted(1, "account")).toBe("1 account");
    expect(counted(0, "account")).toBe("0 accounts");
    expect(counted(20_000, "account")).toBe("20,000 accounts");
    expect(basisPoints(32_00n)).toBe("32.00 %");
  });

  it.each([
    [[], ""],
    [["a"], "a"],
    [["a", "b"], "a and b"],
    [["a", "b", "c"], "a, b and c"],
  ])("lists %j", (names, words) => {
    expect(listed(names)).toBe(words);
  });
});
