import fc from "fast-check";
import { formatInstant, isCalendarDate, parseInstant } from "../../src/platform/time";

const instant = fc.bigInt({ min: -62_135_596_800_000_000n, max: 253_402_300_799_999_999n }); // years 1 to 9999

it("an instant is written with six decimals, whatever was written before it", () => {
  fc.assert(
    fc.property(fc.array(instant, { maxLength: 20 }), (instants) => {
      for (const micros of instants) {
        const fraction = ((micros % 1_000_000n) + 1_000_000n) % 1_000_000n;
        const whole = new Date(Number((micros - fraction) / 1_000n)).toISOString();
        expect(formatInstant(micros)).toBe(`${whole.slice(0, -5)}.${fraction.toString().padStart(6, "0")}Z`);
      }
    }),
  );
});

it("what was written is read back, to the microsecond", () => {
  fc.assert(fc.property(instant, (micros) => expect(parseInstant(formatInstant(micros))).toBe(micros)));
});

it.each([
  ["2024-02-29T12:00:00Z", 1_709_208_000_000_000n],
  ["2024-02-29t12:00:00.5z", 1_709_208_000_500_000n],
  ["2024-02-29T12:00:00.123456+02:00", 1_709_200_800_123_456n],
  ["1969-12-31T23:59:59.999999Z", -1n],
])("%s is read with its offset and its decimals", (text, micros) => {
  expect(parseInstant(text)).toBe(micros);
});

it.each([
  "2023-02-29T12:00:00Z",
  "2024-02-29T24:00:00Z",
  "2024-02-29T12:60:00Z",
  "2024-02-29T12:00:60Z",
  "2024-02-29T12:00:00",
  "2024-02-29 12:00:00Z",
  "2024-02-29T12:00:00.1234567Z",
  "2024-02-29T12:00:00+24:00",
  "",
])("%s is no instant", (text) => {
  expect(parseInstant(text)).toBeNull();
});

it("a date is a day that exists", () => {
  expect(["2024-02-29", "2023-02-28", "2026-12-31"].map(isCalendarDate)).toEqual([true, true, true]);
  expect(["2023-02-29", "2026-13-01", "2026-04-31", "2026-1-1"].map(isCalendarDate)).toEqual([
    false,
    false,
    false,
    false,
  ]);
});
