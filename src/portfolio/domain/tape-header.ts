import type { CsvRecord } from "./csv-reader";
import type { CompiledMapping, MappedColumn } from "./mapping";
import { TapeRejectionCode, type TapeRejection } from "./tape-rejection";

/** A mapped column and where it stands in every row. */
export interface PlacedColumn extends MappedColumn {
  readonly position: number;
}

export interface TapeHeader {
  readonly width: number;
  readonly columns: readonly PlacedColumn[];
}

const OTHER_DELIMITERS: readonly string[] = [",", ";", "\t", "|"];

/** Finds the mapped columns in the tape's first record, or says everything that is wrong with it. */
export function readHeader(
  record: CsvRecord,
  mapping: CompiledMapping,
): TapeHeader | readonly TapeRejection[] {
  const names = record.cells.map((cell) => cell.trim());
  const rejection = (code: TapeRejectionCode, column: string | null, message: string): TapeRejection => ({
    line: record.line,
    column,
    code,
    message,
  });
  if (record.defect) return [rejection(record.defect, null, "The header cannot be read.")];
  const duplicates = names.filter((name, index) => name !== "" && names.indexOf(name) < index);
  if (duplicates.length > 0) {
    return [...new Set(duplicates)].map((name) =>
      rejection(TapeRejectionCode.DUPLICATE_HEADER, name, "The header names this column more than once."),
    );
  }
  const missing = mapping.columns.filter(({ column }) => !names.includes(column));
  if (missing.length > 0 && isSplitByOther(names, mapping.delimiter)) {
    return [
      rejection(
        TapeRejectionCode.DELIMITER,
        null,
        "The header is not divided by the delimiter that the mapping names.",
      ),
    ];
  }
  if (missing.length > 0) {
    return missing.map(({ column }) =>
      rejection(
        TapeRejectionCode.REQUIRED,
        column,
        "The mapping needs this column and the header does not have it.",
      ),
    );
  }
  const columns = mapping.columns.map((mapped) => ({ ...mapped, position: names.indexOf(mapped.column) }));
  return { width: names.length, columns };
}

function isSplitByOther(names: readonly string[], delimiter: string): boolean {
  return (
    names.length === 1 && OTHER_DELIMITERS.some((other) => other !== delimiter && names[0]?.includes(other))
  );
}
