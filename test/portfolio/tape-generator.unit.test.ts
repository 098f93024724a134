import { parseAmount } from "../../src/platform/money";
import { describeGeneratedTape } from "../../src/cli/generated-mapping";
import { GENERATED_AS_OF, GeneratedTape } from "../../src/cli/tape-generator";
import { compileMapping, type FieldMapping } from "../../src/portfolio/domain/mapping";
import { screenAccount } from "../../src/portfolio/domain/screen";
import { rulesAsOf, ScreeningResult } from "../../src/portfolio/domain/screening-rules";
import { isUnreadable, TapeReader } from "../../src/portfolio/domain/tape-reader";
import { checkTotals, countRows, NOTHING_COUNTED } from "../../src/portfolio/domain/tape-totals";

const generate = (rows: number, seed: number) => {
  const tape = new GeneratedTape({ rows, seed });
  const text = [...tape.pieces()].join("");
  return { text, totals: tape.totals };
};

it("the same seed makes the same tape, another seed another", () => {
  expect(generate(500, 7)).toEqual(generate(500, 7));
  expect(generate(500, 8).text).not.toBe(generate(500, 7).text);
});

it("a longer tape begins like a shorter one", () => {
  expect(generate(2_000, 7).text.startsWith(generate(500, 7).text)).toBe(true);
});

describe("a generated tape, by its own mapping", () => {
  const { text, totals } = generate(5_000, 1);
  const { mapping, expected } = describeGeneratedTape(totals);
  const fields = mapping.fields.map((each) => ({
    ...{ column: null, format: null, values: null, constant: null },
    ...each,
  })) as FieldMapping[];
  const compiled = compileMapping({ delimiter: mapping.delimiter, fields }, "USD");
  if ("message" in compiled) throw new Error(compiled.message);
  const reader = new TapeReader(compiled);
  const [first, last] = [reader.push(Buffer.from(text)), reader.end()];
  if (isUnreadable(first) || isUnreadable(last)) throw new Error("The tape cannot be read");
  const rows = [...first, ...last];

  it("is taken whole, and adds up to what the generator says", () => {
    const counts = countRows(NOTHING_COUNTED, rows);
    expect(counts).toMatchObject({ rowsRead: 5_000, rowsRejected: 0 });
    const faceValue = parseAmount(expected.faceValue, "USD");
    expect(checkTotals(counts, { rows: expected.rows, faceValue }, reader.lastLine)).toEqual([]);
  });

  it("is like a real one: most accounts can be sold, and every rule has something to find", () => {
    const screened = rows.flatMap(({ account }) =>
      account ? [screenAccount(account, rulesAsOf(GENERATED_AS_OF), GENERATED_AS_OF)] : [],
    );
    expect(screened.filter(({ result }) => result === ScreeningResult.ELIGIBLE).length).toBeGreaterThan(
      3_000,
    );
    const found = new Set(screened.flatMap(({ findings }) => findings.map(({ rule }) => rule)));
    expect([...found].sort()).toEqual(
      rulesAsOf(GENERATED_AS_OF)
        .map(({ rule }) => rule)
        .sort(),
    );
  });

  it("names no account twice", () => {
    expect(new Set(rows.map(({ account }) => account?.reference)).size).toBe(5_000);
  });
});
