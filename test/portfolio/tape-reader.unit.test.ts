import fc from "fast-check";
import { isUnreadable, TapeReader } from "../../src/portfolio/domain/tape-reader";
import type { TapeRejection } from "../../src/portfolio/domain/tape-rejection";
import type { TapeRow } from "../../src/portfolio/domain/tape-row";
import { checkTotals, countRows, NOTHING_COUNTED } from "../../src/portfolio/domain/tape-totals";
import { compiled, field, mapping } from "./builders";

const MAPPING = compiled(
  mapping(
    field("DUE_DATE", { column: "due" }),
    field("DEBTOR_NAME", { column: "name" }),
    field("DISPUTED", { constant: "N" }),
  ),
);
const HEADER = "ref,balance,due,name\n";

interface Read {
  rows: TapeRow[];
  rejections: readonly TapeRejection[];
  lastLine: number;
}

function read(tape: string | Uint8Array, pieceLength = 7): Read {
  const bytes = typeof tape === "string" ? Buffer.from(tape) : tape;
  const reader = new TapeReader(MAPPING);
  const rows: TapeRow[] = [];
  for (let at = 0; at <= bytes.length; at += pieceLength) {
    const taken = at < bytes.length ? reader.push(bytes.subarray(at, at + pieceLength)) : [];
    if (isUnreadable(taken)) return { rows, rejections: taken.unreadable, lastLine: reader.lastLine };
    rows.push(...taken);
  }
  const last = reader.end();
  if (isUnreadable(last)) return { rows, rejections: last.unreadable, lastLine: reader.lastLine };
  rows.push(...last);
  return { rows, rejections: rows.flatMap(({ rejections }) => rejections), lastLine: reader.lastLine };
}

it("a row becomes an account with what its columns and the constants say", () => {
  const [row] = read(`${HEADER}A1,1234.56,2025-12-31,"O'Neill, ""Bo"""\n`).rows;
  expect(row?.account).toMatchObject({
    reference: "A1",
    balance: 123_456n,
    dueDate: "2025-12-31",
    debtorName: `O'Neill, "Bo"`,
    disputed: false,
    deceased: null,
  });
});

it("a byte order mark, CRLF, empty lines, columns in any order and columns that nobody mapped are no obstacle", () => {
  const { rows, rejections } = read("\uFEFFname,x,due,balance,ref\r\n\r\nZoë,1,2025-12-31,5.00,A1\r\n\r\n");
  expect(rejections).toEqual([]);
  expect(rows).toMatchObject([{ line: 3, account: { reference: "A1", balance: 500n, debtorName: "Zoë" } }]);
});

describe("every row that cannot be taken says its line, column, code and reason", () => {
  it.each<[string, string, Partial<TapeRejection>[]]>([
    ["no reference", ",5.00,2025-12-31,x", [{ line: 2, column: "ref", code: "REQUIRED" as never }]],
    ["no balance", "A1,,2025-12-31,x", [{ line: 2, column: "balance", code: "REQUIRED" as never }]],
    ["a negative balance", "A1,-5.00,2025-12-31,x", [{ column: "balance", code: "BAD_AMOUNT" as never }]],
    ["a bad date", "A1,5.00,2025-02-30,x", [{ column: "due", code: "BAD_DATE" as never }]],
    ["a formula", "A1,5.00,2025-12-31,=cmd()", [{ column: "name", code: "FORMULA" as never }]],
    [
      "a formula in a quoted cell",
      'A1,5.00,2025-12-31,"\t=1"',
      [{ column: "name", code: "FORMULA" as never }],
    ],
    ["too few cells", "A1,5.00", [{ column: null, code: "DELIMITER" as never }]],
    ["too many cells", "A1,5.00,2025-12-31,x,y", [{ column: null, code: "DELIMITER" as never }]],
    ["a stray quote", 'A1,5.00,2025-12-31,5" pipe', [{ line: 2, column: null, code: "QUOTE" as never }]],
    ["a NUL", "A1,5.00,2025-12-31,x\0y", [{ line: 2, column: null, code: "NUL" as never }]],
    [
      "two bad cells",
      "A1,five,soon,x",
      [
        { column: "balance", code: "BAD_AMOUNT" as never },
        { column: "due", code: "BAD_DATE" as never },
      ],
    ],
  ])("%s", (_name, row, expected) => {
    const { rows, rejections } = read(`${HEADER}${row}\nA2,5.00,2025-12-31,x\n`);
    expect(rejections).toMatchObject(expected);
    expect(rows.at(-1)?.account?.reference).toBe("A2");
  });

  it("counting the physical lines of quoted cells", () => {
    const { rejections } = read(`${HEADER}A1,5.00,2025-12-31,"two\nlines"\nA2,bad,2025-12-31,x\n`);
    expect(rejections).toMatchObject([{ line: 4, column: "balance", code: "BAD_AMOUNT" }]);
  });

  it("and never repeats what a cell holds", () => {
    const { rejections } = read(`${HEADER}A1,marker-amount,marker-date,=marker\n`);
    expect(rejections).toHaveLength(3);
    expect(JSON.stringify(rejections)).not.toContain("marker");
  });
});

describe("a file that cannot be read is refused as a whole", () => {
  it.each<[string, string | Buffer, number, string]>([
    ["Latin-1", Buffer.from(`${HEADER}A1,5.00,2025-12-31,Zoë\n`, "latin1"), 2, "ENCODING"],
    ["UTF-16", Buffer.from(`\uFEFF${HEADER}`, "utf16le"), 1, "ENCODING"],
    ["half a character in the middle", Buffer.from([...Buffer.from(HEADER), 0xc3, 0x0a]), 2, "ENCODING"],
    [
      "half a character at the end",
      Buffer.from([...Buffer.from(`${HEADER}A1,5.00,2025-12-31,Zo`), 0xc3]),
      2,
      "TRUNCATED",
    ],
    ["another delimiter", HEADER.replaceAll(",", ";"), 1, "DELIMITER"],
    ["a header twice", "ref,balance,due,name,balance\n", 1, "DUPLICATE_HEADER"],
    ["a header that is missing", "ref,balance,name\n", 1, "REQUIRED"],
    ["a quote in the header", 'ref,bal"ance,due,name\n', 1, "QUOTE"],
    ["nothing", "", 1, "TRUNCATED"],
  ])("%s", (_name, tape, line, code) => {
    expect(read(tape).rejections).toMatchObject([{ line, code }]);
  });
});

it.each([
  ["within a cell", "A1,5.00,2025-12-31,x\nA2,5."],
  ["within a quoted cell", 'A1,5.00,2025-12-31,x\nA2,5.00,2025-12-31,"J'],
])("a tape that ends %s was cut off there", (_name, body) => {
  expect(read(HEADER + body).rejections).toMatchObject([{ line: 3, code: "TRUNCATED" }]);
});

it("rows come out the same however the file is cut into pieces", () => {
  const tape = `\uFEFF${HEADER}A1,5.00,2025-12-31,"Zoë\n日本"\nA2,bad,2025-12-31,"x""y"\r\nA3,7.00,2025-12-31,😀`;
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 120 }), (length) =>
      expect(read(tape, length)).toEqual(read(tape, 1_000)),
    ),
  );
});

describe("totals", () => {
  const rows = read(`${HEADER}A1,5.00,2025-12-31,x\nA2,7.50,bad,x\nA3,2.00,2025-12-31,x\n`).rows;
  const counts = countRows(countRows(NOTHING_COUNTED, rows.slice(0, 1)), rows.slice(1));

  it("count what was taken and what was not", () => {
    expect(counts).toMatchObject({ rowsRead: 3, rowsRejected: 1, faceValue: 700n, bookValue: null });
  });

  it("are the file's: the rejected row's balance belongs to what the sender added up", () => {
    expect(checkTotals(counts, { rows: 3, faceValue: 1_450n }, 4)).toEqual([]);
    expect(checkTotals(counts, { rows: null, faceValue: null }, 4)).toEqual([]);
    expect(checkTotals(counts, { rows: 2, faceValue: 700n }, 4)).toMatchObject([
      { line: 4, code: "TOTALS" },
      { line: 4, code: "TOTALS" },
    ]);
  });

  it("can only be bounded from below when a balance could not be read", () => {
    const unread = countRows(counts, read(`${HEADER}A4,bad,2025-12-31,x\n`).rows);
    expect(checkTotals(unread, { rows: 4, faceValue: 99_999n }, 5)).toEqual([]);
    expect(checkTotals(unread, { rows: 4, faceValue: 1_449n }, 5)).toMatchObject([{ code: "TOTALS" }]);
  });

  it("of a tape without accounts, or past what an amount can hold, are refused", () => {
    expect(checkTotals(NOTHING_COUNTED, { rows: null, faceValue: null }, 1)).toMatchObject([
      { code: "TOTALS" },
    ]);
    const huge = { ...counts, faceValue: 2n ** 63n };
    expect(checkTotals(huge, { rows: null, faceValue: null }, 4)).toMatchObject([{ code: "TOTALS" }]);
  });
});
