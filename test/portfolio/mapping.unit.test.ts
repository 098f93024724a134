import { AccountField } from "../../src/portfolio/domain/account-field";
import { compileMapping, type FieldMapping, type TapeMapping } from "../../src/portfolio/domain/mapping";
import { CellProblem } from "../../src/portfolio/domain/tape-rejection";
import { compiled, field, mapping } from "./builders";

describe("a mapping that cannot be used is refused at the place that is wrong", () => {
  it.each<[string, TapeMapping, string[]]>([
    ["another delimiter", { ...mapping(), delimiter: "x" }, ["delimiter"]],
    ["no delimiter", { ...mapping(), delimiter: "" }, ["delimiter"]],
    ["no balance", { delimiter: ",", fields: [field("REFERENCE", { column: "ref" })] }, ["fields"]],
    ["a field twice", mapping(field("BALANCE", { column: "other" })), ["fields", "2", "field"]],
    [
      "a column and a constant",
      mapping(field("STATE", { column: "s", constant: "CA" })),
      ["fields", "2", "column"],
    ],
    ["neither", mapping(field("STATE", {})), ["fields", "2", "column"]],
    ["a column without a name", mapping(field("STATE", { column: " " })), ["fields", "2", "column"]],
    [
      "no such date format",
      mapping(field("DUE_DATE", { column: "d", format: "soon" })),
      ["fields", "2", "format"],
    ],
    [
      "no such amount format",
      mapping(field("BOOK_VALUE", { column: "b", format: "€" })),
      ["fields", "2", "format"],
    ],
    [
      "a format for a text",
      mapping(field("INDUSTRY", { column: "i", format: "x" })),
      ["fields", "2", "format"],
    ],
    ["a flag that is none", mapping(field("DISPUTED", { constant: "perhaps" })), ["fields", "2", "constant"]],
    [
      "a day that is none",
      mapping(field("LIMITATION_DATE", { constant: "2023-02-29" })),
      ["fields", "2", "constant"],
    ],
    [
      "a code that means nothing",
      mapping(field("STATUS", { column: "s", values: [{ code: "X", value: "GONE" }] })),
      ["fields", "2", "values", "0", "value"],
    ],
    [
      "a code with two meanings",
      mapping(
        field("DISPUTED", {
          column: "s",
          values: [
            { code: "X", value: "Y" },
            { code: "X", value: "N" },
          ],
        }),
      ),
      ["fields", "2", "values", "1", "code"],
    ],
  ])("%s", (_name, wrong, path) => {
    expect(compileMapping(wrong, "USD")).toMatchObject({ path });
  });

  it("a reference for all accounts alike", () => {
    const fields = [field("REFERENCE", { constant: "A1" }), field("BALANCE", { column: "balance" })];
    expect(compileMapping({ delimiter: ",", fields }, "USD")).toMatchObject({
      path: ["fields", "0", "column"],
    });
  });
});

describe("a cell is read by its field, its format and its codes", () => {
  const read = (mapped: FieldMapping, cell: string) => {
    const column = compiled(mapping(mapped)).columns.find((each) => each.field === mapped.field);
    const value = column?.read(cell);
    return value instanceof CellProblem ? value.code : value;
  };
  const status = field("STATUS", {
    column: "s",
    values: [
      { code: "P I F", value: "PAID" },
      { code: "?", value: "" },
    ],
  });
  const industry = field("INDUSTRY", { column: "i", values: [{ code: "53", value: "Real estate" }] });

  it.each<[string, FieldMapping, string, unknown]>([
    ["a translated code", status, "P I F", "PAID"],
    ["a code that means unknown", status, "?", null],
    ["the field's own word", status, "charged_off", "CHARGED_OFF"],
    ["a code that nobody knows", status, "XX", "UNKNOWN_CODE"],
    ["an empty cell", status, "  ", null],
    ["a listed text", industry, "53", "Real estate"],
    ["a text that is not listed", industry, "54", "UNKNOWN_CODE"],
    ["a flag", field("DECEASED", { column: "d" }), "Y", true],
    ["another flag", field("DECEASED", { column: "d" }), "false", false],
    ["a flag that is none", field("DECEASED", { column: "d" }), "maybe", "UNKNOWN_CODE"],
    ["a state", field("STATE", { column: "s" }), " CA ", "US-CA"],
    ["no state", field("STATE", { column: "s" }), "XX", "UNKNOWN_CODE"],
    ["a bad date", field("DUE_DATE", { column: "d" }), "31/01/2026", "BAD_DATE"],
    ["a text too long", field("DEBTOR_NAME", { column: "n" }), "x".repeat(201), "UNKNOWN_CODE"],
  ])("%s", (_name, mapped, cell, value) => {
    expect(read(mapped, cell)).toBe(value);
  });

  it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1"])("the text %j is a formula", (cell) => {
    expect(read(field("DEBTOR_NAME", { column: "n" }), cell)).toBe("FORMULA");
  });

  it.each([
    ["-5.00", "BAD_AMOUNT"],
    ["+5.00", "BAD_AMOUNT"],
    ["=5", "FORMULA"],
    ["@5", "FORMULA"],
    ["", null],
  ])("the amount %j is %s: a sign begins a number", (cell, code) => {
    expect(read(field("BOOK_VALUE", { column: "b" }), cell)).toBe(code);
  });

  it("an amount stays text until it is exact", () => {
    expect(read(field("BOOK_VALUE", { column: "b" }), "90071992547409.93")).toBe(9_007_199_254_740_993n);
  });

  it("what the file lacks is attested by a constant", () => {
    const { constants } = compiled(
      mapping(field("DISPUTED", { constant: "false" }), field("STATE", { constant: "CA" })),
    );
    expect([...constants]).toEqual([
      [AccountField.DISPUTED, false],
      [AccountField.STATE, "US-CA"],
    ]);
  });
});
