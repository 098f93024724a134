import type { CurrencyCode } from "../../platform/money";
import { AccountStatus } from "./account";
import type { FieldKind } from "./account-field";
import { compileAmountFormat, DEFAULT_AMOUNT_FORMAT } from "./amount-format";
import { compileDateFormat } from "./date-format";
import { parseJurisdiction } from "./jurisdiction";
import { CellProblem, TapeRejectionCode } from "./tape-rejection";

/** What a cell says: text, an amount in minor units, a flag; `null` for nothing known. */
export type CellValue = string | bigint | boolean | null;

/** Reads one trimmed cell that is not empty. */
export type CellReader = (cell: string) => CellValue | CellProblem;

export const MAX_TEXT_LENGTH = 200;

const STATUS_WORDS: ReadonlyMap<string, AccountStatus> = new Map([
  ...Object.values(AccountStatus).map((status) => [status as string, status] as const),
  ["PAID IN FULL", AccountStatus.PAID],
  ["CHARGED OFF", AccountStatus.CHARGED_OFF],
]);
const FLAG_WORDS: ReadonlyMap<string, boolean> = new Map([
  ...["TRUE", "YES", "Y", "T", "1"].map((word) => [word, true] as const),
  ...["FALSE", "NO", "N", "F", "0"].map((word) => [word, false] as const),
]);

const BAD_STATUS = unknownCode(
  `Expected one of ${Object.values(AccountStatus).join(", ")}, or a code that the mapping translates.`,
);
const BAD_FLAG = unknownCode(
  "Expected true or false (yes, no, y, n, t, f, 1, 0), or a code that the mapping translates.",
);
const BAD_STATE = unknownCode(
  "Expected a jurisdiction as ISO 3166-2 (US-CA), a two-letter US state, or a mapped code.",
);
const TOO_LONG = unknownCode(`A text may have at most ${MAX_TEXT_LENGTH} characters.`);

function unknownCode(message: string): CellProblem {
  return new CellProblem(TapeRejectionCode.UNKNOWN_CODE, message);
}

/** The reader of a field's cells; `null` where the format is none that this kind of field knows. */
export function cellReader(
  kind: FieldKind,
  format: string | null,
  currency: CurrencyCode,
): CellReader | null {
  switch (kind) {
    case "amount":
      return amountReader(format ?? DEFAULT_AMOUNT_FORMAT, currency);
    case "date":
      return dateReader(format ?? "yyyy-MM-dd");
    case "text":
      return format === null ? (cell) => (cell.length > MAX_TEXT_LENGTH ? TOO_LONG : cell) : null;
    case "flag":
      return format === null ? wordReader(FLAG_WORDS, BAD_FLAG) : null;
    case "status":
      return format === null ? wordReader(STATUS_WORDS, BAD_STATUS) : null;
    case "state":
      return format === null ? (cell) => parseJurisdiction(cell) ?? BAD_STATE : null;
  }
}

/** Capitals or not; most tapes write them as they are listed, and changing a word's case costs more than looking it up. */
function wordReader(words: ReadonlyMap<string, CellValue>, unknown: CellProblem): CellReader {
  return (cell) => words.get(cell) ?? words.get(cell.toUpperCase()) ?? unknown;
}

function amountReader(format: string, currency: CurrencyCode): CellReader | null {
  const read = compileAmountFormat(format, currency);
  const problem = new CellProblem(
    TapeRejectionCode.BAD_AMOUNT,
    `Expected an amount in ${currency}, written like ${format}, without a sign and with no more decimals than it has.`,
  );
  return read && ((cell) => read(cell) ?? problem);
}

function dateReader(format: string): CellReader | null {
  const read = compileDateFormat(format);
  const problem = new CellProblem(
    TapeRejectionCode.BAD_DATE,
    `Expected a day that exists, written as ${format}.`,
  );
  return read && ((cell) => read(cell) ?? problem);
}
