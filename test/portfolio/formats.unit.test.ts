import fc from "fast-check";
import { compileAmountFormat } from "../../src/portfolio/domain/amount-format";
import { compileDateFormat } from "../../src/portfolio/domain/date-format";
import { parseJurisdiction } from "../../src/portfolio/domain/jurisdiction";

describe("dates are read as the mapping says that they are written", () => {
  it.each([
    ["yyyy-MM-dd", "2009-03-04", "2009-03-04"],
    ["dd/MM/yyyy", "04/03/2009", "2009-03-04"],
    ["MM/dd/yyyy", "03/04/2009", "2009-03-04"],
    ["M/d/yyyy", "3/4/2009", "2009-03-04"],
    ["yyyyMMdd", "20090304", "2009-03-04"],
    ["dd-MMM-yy", "04-Mar-97", "1997-03-04"],
    ["dd-MMM-yy", "04-MAR-09", "2009-03-04"],
    ["dd.MM.yyyy", "04.03.2009", "2009-03-04"],
    ["yyyy-MM-ddTHH:mm:ss", "2009-03-04T23:59:59", "2009-03-04"],
    ["days since 1960-01-01", "0", "1960-01-01"],
    ["days since 1960-01-01", "18627", "2010-12-31"],
    ["days since 1960-01-01", "-1", "1959-12-31"],
    ["days since 1899-12-30", "39876", "2009-03-04"],
    ["yyyy-MM-dd", "2024-02-29", "2024-02-29"],
    ["dd.MM.yyyy", "29.02.2000", "2000-02-29"],
    ["yyyy-MM-dd", "0001-01-01", "0001-01-01"],
    ["yyyy-MM-dd", "9999-12-31", "9999-12-31"],
  ])("%s: %s is %s", (format, text, date) => {
    expect(compileDateFormat(format)?.(text)).toBe(date);
  });

  it.each([
    ["yyyy-MM-dd", "2023-02-29"],
    ["yyyy-MM-dd", "2009-13-01"],
    ["yyyy-MM-dd", "2009-3-4"],
    ["yyyy-MM-dd", "1900-02-29"],
    ["yyyy-MM-dd", "0000-01-01"],
    ["yyyy-MM-dd", "2009-00-04"],
    ["yyyy-MM-dd", "2009-03-00"],
    ["yyyy-MM-dd", "2009-0/-04"],
    ["M/d/yyyy", "1/1/0000"],
    ["M/d/yyyy", "2/30/2009"],
    ["yyyy-MM-ddTHH:mm:ss", "2009-02-29T00:00:00"],
    ["yyyy-MM-dd", "2009-03-04 "],
    ["dd/MM/yyyy", "04-03-2009"],
    ["dd.MM.yyyy", "04/03/2009"],
    ["dd-MMM-yy", "04-Mae-97"],
    ["days since 1960-01-01", "12.5"],
    ["days since 1960-01-01", "9999999"],
    ["days since 1960-01-01", ""],
  ])("%s refuses %j", (format, text) => {
    expect(compileDateFormat(format)?.(text)).toBeNull();
  });

  it.each([
    "",
    "yyyy-MM",
    "yyyy-MM-dd-dd",
    "dd/MM",
    "yyyy-QQ-dd",
    "days since 1960-02-30",
    "days since today",
  ])("%j is no date format", (format) => {
    expect(compileDateFormat(format)).toBeNull();
  });
});

describe("amounts are read as the sample is written", () => {
  it.each([
    ["1234.56", "USD", "274757.88", 27_475_788n],
    ["1234.56", "USD", "1234", 123_400n],
    ["1234.56", "USD", "1234.5", 123_450n],
    ["1234.56", "USD", "0", 0n],
    ["1234.56", "JPY", "1234", 1_234n],
    ["1234.56", "KWD", "1234.567", 1_234_567n],
    ["1,234.56", "USD", "1,234,567.89", 123_456_789n],
    ["1,234.56", "USD", "1234567.89", 123_456_789n],
    ["1.234,56", "EUR", "1.234,56", 123_456n],
    ["1 234,56 €", "EUR", "1 234,56 €", 123_456n],
    ["$1,234.56", "USD", "$1,234.56", 123_456n],
    ["$1,234.56", "USD", "1,234.56", 123_456n],
    ["123456", "USD", "123456", 123_456n],
    ["1,234", "USD", "12,345", 1_234_500n],
    ["1234.56", "USD", "999999999999999.99", 99_999_999_999_999_999n],
  ])("%s in %s: %s", (format, currency, text, minor) => {
    expect(compileAmountFormat(format, currency)?.(text)).toBe(minor);
  });

  it.each([
    ["1234.56", "USD", "-5.00"],
    ["1234.56", "USD", "+5.00"],
    ["1234.56", "USD", "5.005"],
    ["1234.56", "USD", "1,234.56"],
    ["1234.56", "USD", "1e3"],
    ["1234.56", "USD", ".50"],
    ["1234.56", "USD", "5."],
    ["1234.56", "USD", "5.0.0"],
    ["1234.56", "USD", ""],
    ["1234.56", "JPY", "5."],
    ["1,234", "USD", "5.00"],
    ["123456", "USD", "5.00"],
    ["1234.56", "USD", "1000000000000000.00"],
    ["1234.56", "CLF", "999999999999999.9999"],
    ["1234.56", "JPY", "12.5"],
    ["1,234.56", "USD", "12,34.00"],
    ["1.234,56", "EUR", "1,234.56"],
    ["1234.56", "USD", "٣"],
  ])("%s in %s refuses %j", (format, currency, text) => {
    expect(compileAmountFormat(format, currency)?.(text)).toBeNull();
  });

  it.each(["", "1.234.56", "12.34", "amount", "-1234.56", '1"234.56'])("%j is no sample", (format) => {
    expect(compileAmountFormat(format, "USD")).toBeNull();
  });
});

it("an amount is its digits, however many there are", () => {
  const digits = fc.bigInt({ min: 0n, max: 10n ** 17n - 1n });
  fc.assert(
    fc.property(digits, fc.constantFrom("USD", "JPY", "KWD"), fc.nat(3), (minor, currency, cut) => {
      const decimals = { USD: 2, JPY: 0, KWD: 3 }[currency];
      const text = String(minor).padStart(decimals + 1, "0");
      const whole = text.slice(0, text.length - decimals);
      const written = decimals === 0 ? whole : `${whole}.${text.slice(-decimals)}`;
      const shortened = decimals === 0 || cut === 0 ? written : written.replace(/\.?0+$/, "");
      expect(compileAmountFormat("1234.56", currency)?.(shortened)).toBe(whole.length > 15 ? null : minor);
    }),
  );
});

it.each([
  ["CA", "US-CA"],
  ["ca", "US-CA"],
  ["US-CA", "US-CA"],
  ["de-by", "DE-BY"],
  ["GB-ENG", "GB-ENG"],
  ["ZZ", null],
  ["US-ZZ", null],
  ["California", null],
])("the jurisdiction %s is %s", (text, jurisdiction) => {
  expect(parseJurisdiction(text)).toBe(jurisdiction);
});
