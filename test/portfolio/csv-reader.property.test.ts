import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { CsvReader, MAX_RECORD_LENGTH, type CsvRecord } from "../../src/portfolio/domain/csv-reader";

function read(text: string, cuts: readonly number[] = []): CsvRecord[] {
  const reader = new CsvReader(",");
  const places = [...new Set(cuts.map((cut) => cut % (text.length + 1)))].sort((a, b) => a - b);
  const pieces = [...places, text.length].map((end, index) => text.slice(places[index - 1] ?? 0, end));
  return [...pieces.flatMap((piece) => reader.push(piece)), ...reader.end(1)];
}

const cell = fc.string({
  unit: fc.constantFrom("a", "é", "7", " ", ",", '"', "\n", "\r\n", "."),
  maxLength: 6,
});
const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 8 });
const cuts = fc.array(fc.nat(500), { maxLength: 12 });
const quote = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const write = (table: string[][], newline: string) =>
  table.map((row) => row.map(quote).join(",") + newline).join("");

describe("a tape's records", () => {
  it("are those that were written, wherever the file is cut into pieces", () => {
    fc.assert(
      fc.property(rows, fc.constantFrom("\n", "\r\n"), cuts, (table, newline, at) => {
        const records = read(write(table, newline), at);
        expect(records.map(({ cells }) => cells)).toEqual(table);
        expect(records.every(({ defect }) => defect === null)).toBe(true);
      }),
    );
  });

  it("are those that csv-parse finds", () => {
    fc.assert(
      fc.property(rows, cuts, (table, at) => {
        const text = write(table, "\n");
        const expected: string[][] = parse(text, { relax_column_count: true, record_delimiter: "\n" });
        expect(read(text, at).map(({ cells }) => cells)).toEqual(expected);
      }),
    );
  });

  it("begin on the physical line that they say", () => {
    fc.assert(
      fc.property(rows, cuts, (table, at) => {
        let line = 1;
        const expected = table.map((row) => {
          const start = line;
          line += write([row], "\n").split("\n").length - 1;
          return start;
        });
        expect(read(write(table, "\n"), at).map((record) => record.line)).toEqual(expected);
      }),
    );
  });

  it("come out the same for any text at all, however it is cut", () => {
    const text = fc.string({ unit: fc.constantFrom("a", ",", '"', "\n", "\r", "\0"), maxLength: 60 });
    fc.assert(fc.property(text, cuts, (wild, at) => expect(read(wild, at)).toEqual(read(wild))));
  });
});

describe("a quote out of place costs its own line", () => {
  it.each([
    ["inside a plain cell", 'a,b"c\nd,e\n'],
    ["behind a closing quote", 'a,"b"c\nd,e\n'],
    ["never closed", 'a,"b\nd,e\n'],
    ["closed by the next row's", 'a,"b\nd,"x"\nd,e\n'],
  ])("%s", (_name, text) => {
    const records = read(text);
    expect(records[0]).toMatchObject({ line: 1, defect: "QUOTE" });
    expect(records.at(-1)).toMatchObject({ cells: ["d", "e"], defect: null });
  });

  it("but a file that stops within its last line was cut off there", () => {
    expect(read('a,b\nc,"d')).toMatchObject([{ defect: null }, { line: 2, defect: "TRUNCATED" }]);
  });

  it("and a cell that does not end within reason is not waited for", () => {
    const reader = new CsvReader(",");
    const records = reader.push(`a,"b\n${"x,y\n".repeat(MAX_RECORD_LENGTH / 4)}`);
    expect(records[0]).toMatchObject({ line: 1, defect: "QUOTE" });
    expect(records[1]).toMatchObject({ line: 2, cells: ["x", "y"] });
  });
});

it("a line without an end is given up once, and the next one read", () => {
  const reader = new CsvReader(",");
  const endless = "x".repeat(MAX_RECORD_LENGTH);
  const records = [endless, endless, endless, "\na,b\n"].flatMap((piece) => reader.push(piece));
  expect(records).toMatchObject([
    { line: 1, defect: "DELIMITER" },
    { line: 2, cells: ["a", "b"], defect: null },
  ]);
});

it("a last line without a newline is a row when it has the header's width, and cut off when it has less", () => {
  const reader = () => {
    const csv = new CsvReader(",");
    csv.push("a,b,c\n1,2");
    return csv;
  };
  expect(reader().end(2)).toMatchObject([{ cells: ["1", "2"], defect: null }]);
  expect(reader().end(3)).toMatchObject([{ line: 2, defect: "TRUNCATED" }]);
});
