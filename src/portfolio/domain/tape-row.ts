import type { TapeAccount } from "./account";
import { ACCOUNT_FIELDS, UNKNOWN_ACCOUNT } from "./account-field";
import type { CellValue } from "./cell-reader";
import type { CsvDefect, CsvRecord } from "./csv-reader";
import type { CompiledMapping } from "./mapping";
import type { TapeHeader } from "./tape-header";
import { CellProblem, TapeRejectionCode, type TapeRejection } from "./tape-rejection";

/** What came of one row: an account, or every reason why not, and the balance where at least that could be read. */
export interface TapeRow {
  readonly line: number;
  readonly account: TapeAccount | null;
  readonly balance: bigint | null;
  readonly rejections: readonly TapeRejection[];
}

const NONE: readonly TapeRejection[] = [];

const DEFECTS: Readonly<Record<CsvDefect, string>> = {
  [TapeRejectionCode.QUOTE]:
    "A quote stands where none may, or is never closed; quotes inside a quoted cell are doubled.",
  [TapeRejectionCode.NUL]: "The row holds a NUL byte.",
  [TapeRejectionCode.DELIMITER]: "The line is longer than any row: its newlines are missing.",
  [TapeRejectionCode.TRUNCATED]: "The file ends inside this row.",
};

/** Makes the reader of a tape's rows: once per tape, since it runs for every row. */
export function rowReader(header: TapeHeader, mapping: CompiledMapping): (record: CsvRecord) => TapeRow {
  const attested: Record<string, CellValue> = { ...UNKNOWN_ACCOUNT };
  for (const [field, value] of mapping.constants) attested[ACCOUNT_FIELDS[field].property] = value;
  const columns = header.columns.map((column) => ({
    ...column,
    property: ACCOUNT_FIELDS[column.field].property,
  }));

  return ({ line, cells, defect }) => {
    if (defect) return rejected(line, { line, column: null, code: defect, message: DEFECTS[defect] });
    if (cells.length !== header.width) {
      const message = `The row has ${cells.length} cells and the header ${header.width}.`;
      return rejected(line, { line, column: null, code: TapeRejectionCode.DELIMITER, message });
    }
    const account = { ...attested };
    let rejections: TapeRejection[] | null = null;
    for (const { position, property, read, column } of columns) {
      const value = read(cells[position] ?? "");
      if (value instanceof CellProblem)
        (rejections ??= []).push({ line, column, code: value.code, message: value.message });
      else account[property] = value;
    }
    if (rejections === null) {
      const accepted = account as unknown as TapeAccount;
      return { line, account: accepted, balance: accepted.balance, rejections: NONE };
    }
    const isBalanceBad = rejections.some((rejection) =>
      columns.some((c) => c.property === "balance" && c.column === rejection.column),
    );
    return { line, account: null, balance: isBalanceBad ? null : (account["balance"] as bigint), rejections };
  };
}

function rejected(line: number, rejection: TapeRejection): TapeRow {
  return { line, account: null, balance: null, rejections: [rejection] };
}
