import { CsvReader, type CsvRecord } from "./csv-reader";
import type { CompiledMapping } from "./mapping";
import { readHeader, type TapeHeader } from "./tape-header";
import { TapeRejectionCode, type TapeRejection } from "./tape-rejection";
import { rowReader, type TapeRow } from "./tape-row";
import { Utf8Reader } from "./utf8-reader";

/** The tape as a whole cannot be read; nothing that follows would mean anything. */
export interface Unreadable {
  readonly unreadable: readonly TapeRejection[];
}

export function isUnreadable(result: readonly TapeRow[] | Unreadable): result is Unreadable {
  return "unreadable" in result;
}

/**
 * Reads a tape as it arrives, bytes in and rows out, holding one record at a time. What is wrong with a row is said by the
 * row; what is wrong with the file ends the reading.
 */
export class TapeReader {
  private readonly utf8 = new Utf8Reader();
  private readonly csv: CsvReader;
  private header: TapeHeader | null = null;
  private readRow: ((record: CsvRecord) => TapeRow) | null = null;

  constructor(private readonly mapping: CompiledMapping) {
    this.csv = new CsvReader(mapping.delimiter);
  }

  /** The last physical line that was read. */
  get lastLine(): number {
    return Math.max(this.csv.nextLine - 1, 1);
  }

  push(bytes: Uint8Array): TapeRow[] | Unreadable {
    const text = this.utf8.push(bytes);
    if (typeof text === "string") return this.take(this.csv.push(text));
    return this.unreadable(
      TapeRejectionCode.ENCODING,
      "The file is not UTF-8.",
      this.csv.nextLine + text.linesBefore,
    );
  }

  /** The file is over. */
  end(): TapeRow[] | Unreadable {
    const rest = this.utf8.end();
    const pushed = this.take(this.csv.push(rest ?? ""));
    if (isUnreadable(pushed)) return pushed;
    const rows = this.take(this.csv.end(this.header?.width ?? 0));
    if (isUnreadable(rows)) return rows;
    if (rest === null)
      return this.unreadable(TapeRejectionCode.TRUNCATED, "The file ends inside a character.", this.lastLine);
    if (!this.header) return this.unreadable(TapeRejectionCode.TRUNCATED, "The file is empty.", 1);
    return [...pushed, ...rows];
  }

  private take(records: readonly CsvRecord[]): TapeRow[] | Unreadable {
    const [first, ...others] = records;
    if (!first) return [];
    if (this.readRow) return records.map(this.readRow);
    const header = readHeader(first, this.mapping);
    if (!("width" in header)) return { unreadable: header };
    this.header = header;
    this.readRow = rowReader(header, this.mapping);
    return others.map(this.readRow);
  }

  private unreadable(code: TapeRejectionCode, message: string, line: number): Unreadable {
    return { unreadable: [{ line, column: null, code, message }] };
  }
}
