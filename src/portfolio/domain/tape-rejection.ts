/** Why a tape, or a row of it, cannot be taken. */
export enum TapeRejectionCode {
  ENCODING = "ENCODING",
  NUL = "NUL",
  DELIMITER = "DELIMITER",
  DUPLICATE_HEADER = "DUPLICATE_HEADER",
  QUOTE = "QUOTE",
  FORMULA = "FORMULA",
  DUPLICATE_ACCOUNT = "DUPLICATE_ACCOUNT",
  TOTALS = "TOTALS",
  TRUNCATED = "TRUNCATED",
  BAD_DATE = "BAD_DATE",
  BAD_AMOUNT = "BAD_AMOUNT",
  UNKNOWN_CODE = "UNKNOWN_CODE",
  REQUIRED = "REQUIRED",
}

/** One thing that is wrong with a tape. Its message never repeats what a cell holds: cells hold debtors' data. */
export interface TapeRejection {
  /** Physical line of the file: the header is 1, and a newline inside a quoted cell counts. */
  readonly line: number;
  /** The header's name of the column, or `null` where it is about the whole row or file. */
  readonly column: string | null;
  readonly code: TapeRejectionCode;
  readonly message: string;
}

/** What is wrong with a cell; its row adds where. */
export class CellProblem {
  constructor(
    readonly code: TapeRejectionCode,
    readonly message: string,
  ) {}
}
