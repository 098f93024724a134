import fc from "fast-check";
import { uuidv7 } from "../../src/platform/ids";
import { dateOfDayNumber, dayNumber } from "../../src/platform/time";
import { BinaryRows, encodeIds } from "../../src/portfolio/imports/binary-rows";

const HEADER_LENGTH = 19;
const NOTHING: ReadonlySet<number> = new Set();

type Field = Buffer | null;

/** Reads what COPY would: rows of fields, until the trailer. */
function decode(content: Uint8Array): Field[][] {
  const bytes = Buffer.from(content);
  expect(bytes.toString("latin1", 0, HEADER_LENGTH)).toBe("PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0");
  const rows: Field[][] = [];
  let at = HEADER_LENGTH;
  const take = (length: number) => bytes.subarray(at, (at += length));
  for (let fields = take(2).readInt16BE(); fields >= 0; fields = take(2).readInt16BE()) {
    rows.push(
      Array.from({ length: fields }, () => {
        const length = take(4).readInt32BE();
        return length < 0 ? null : take(length);
      }),
    );
  }
  expect(at).toBe(bytes.length);
  return rows;
}

/** The one field of the one row that is written. */
function field(write: (rows: BinaryRows) => void): Field {
  const rows = new BinaryRows(1);
  rows.begin();
  write(rows);
  const [[only = null] = []] = decode(rows.contentWithout(NOTHING));
  return only;
}

describe("a field is written as COPY reads it", () => {
  it("dates as days since 2000-01-01, in every year that a tape may name", () => {
    const [first, last] = [dayNumber("0001-01-01"), dayNumber("9999-12-31")];
    fc.assert(
      fc.property(fc.integer({ min: first, max: last }), (day) => {
        const written = field((rows) => rows.date(dateOfDayNumber(day)));
        expect(written?.readInt32BE()).toBe(day - dayNumber("2000-01-01"));
      }),
      { examples: [[first], [last], [dayNumber("2000-02-29")], [dayNumber("2000-03-01")], [0]] },
    );
  });

  it("texts as UTF-8", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("a", "é", "€", "🙂", "\t", "\\") }), (text) => {
        expect(field((rows) => rows.text(text))?.toString()).toBe(text);
      }),
    );
  });

  it("amounts, flags, identifiers and bytes", () => {
    const id = uuidv7(1_790_000_000_000, Buffer.from("0123456789abcdef0123", "hex"));
    const bytes = Buffer.from(id.replaceAll("-", ""), "hex");
    expect(field((rows) => rows.bigint(9_223_372_036_854_775_807n))?.readBigInt64BE()).toBe(
      9_223_372_036_854_775_807n,
    );
    expect(field((rows) => rows.boolean(true))).toEqual(Buffer.from([1]));
    expect(field((rows) => rows.boolean(false))).toEqual(Buffer.from([0]));
    expect(field((rows) => rows.id(id))).toEqual(bytes);
    expect(field((rows) => rows.encoded(encodeIds(id)))).toEqual(bytes);
    expect(field((rows) => rows.bytea(Buffer.from("ab"), Buffer.from("c")))?.toString()).toBe("abc");
  });

  it("and nothing as NULL", () => {
    expect(field((rows) => rows.text(null))).toBeNull();
    expect(field((rows) => rows.bigint(null))).toBeNull();
    expect(field((rows) => rows.date(null))).toBeNull();
    expect(field((rows) => rows.boolean(null))).toBeNull();
  });
});

/** Rows that together are larger than what is set aside for them at first. */
function fill(rows: BinaryRows, count: number): void {
  for (let number = 0; number < count; number += 1) {
    rows.begin();
    rows.text(`${number} ${"x".repeat(200)}`);
  }
}

const numbersOf = (content: Uint8Array) =>
  decode(content).map(([text]) => Number(text?.toString().split(" ", 1)[0]));

it("there is room for as many rows as come, and for others afterwards", () => {
  const rows = new BinaryRows(1);
  fill(rows, 10_000);
  expect(numbersOf(rows.contentWithout(NOTHING))).toEqual(Array.from({ length: 10_000 }, (_, at) => at));
  rows.clear();
  expect(rows.count).toBe(0);
  fill(rows, 2);
  expect(numbersOf(rows.contentWithout(NOTHING))).toEqual([0, 1]);
});

it("rows can be left out", () => {
  const rows = new BinaryRows(1);
  fill(rows, 5);
  expect(numbersOf(rows.contentWithout(new Set([0, 3, 4])))).toEqual([1, 2]);
  expect(numbersOf(rows.contentWithout(NOTHING))).toEqual([0, 1, 2, 3, 4]);
});
