import { readQuotedRecord } from "./csv-quoted";
import { TapeRejectionCode } from "./tape-rejection";

/** One record of the file: a row, or what keeps it from being one. */
export interface CsvRecord {
  /** The physical line on which it begins; newlines inside quoted cells count. */
  readonly line: number;
  readonly cells: readonly string[];
  readonly defect: CsvDefect | null;
}

export type CsvDefect =
  TapeRejectionCode.QUOTE | TapeRejectionCode.NUL | TapeRejectionCode.DELIMITER | TapeRejectionCode.TRUNCATED;

/** The most text that one record may have. A record that does not end within it never will, and waiting fills the memory. */
export const MAX_RECORD_LENGTH = 65_536;

interface RecordStart {
  readonly start: number;
  /** Where the record's first line ends: at its newline, or with the text. */
  readonly lineEnd: number;
  readonly isLast: boolean;
  readonly isTooLong: boolean;
}

/**
 * Splits a tape into records as its text arrives (RFC 4180), holding no more than the record it is in. Lines end with LF or
 * CRLF; empty lines are passed over. A quote out of place makes its own line a defective record, and reading goes on with
 * the next line, so that one slip costs one row.
 *
 * Own code rather than a library's: rows without quotes, which is nearly all of them, are split by the engine itself at a
 * quarter of the cost, and each record knows its physical line, which a seller needs to find a bad row.
 */
export class CsvReader {
  private text = "";
  private line = 1;
  private isInEndlessLine = false;

  constructor(private readonly delimiter: string) {}

  /** The physical line that is read next. */
  get nextLine(): number {
    return this.line;
  }

  /** Takes the next piece of the file and gives the records that it completes. */
  push(piece: string): CsvRecord[] {
    this.text += this.isInEndlessLine ? this.afterEndlessLine(piece) : piece;
    return this.take(false);
  }

  /**
   * The file is over: what is left is its last record, though no newline ends it. With fewer cells than the header it was
   * cut off there.
   */
  end(width: number): CsvRecord[] {
    const isUnterminated = this.text !== "" && !this.text.endsWith("\n");
    const records = this.take(true);
    const last = records.at(-1);
    if (!last || last.defect || !isUnterminated || last.cells.length >= width) return records;
    return [...records.slice(0, -1), { ...last, defect: TapeRejectionCode.TRUNCATED }];
  }

  private take(isLast: boolean): CsvRecord[] {
    const records: CsvRecord[] = [];
    let position = 0;
    while (position < this.text.length) {
      const newline = this.text.indexOf("\n", position);
      const isTooLong = this.text.length - position > MAX_RECORD_LENGTH;
      if (newline < 0 && isTooLong) {
        records.push({ line: this.line, cells: [], defect: TapeRejectionCode.DELIMITER });
        this.isInEndlessLine = true;
        position = this.text.length;
        break;
      }
      if (newline < 0 && !isLast) break;
      const lineEnd = newline < 0 ? this.text.length : newline;
      const end = this.takeRecord(records, { start: position, lineEnd, isLast, isTooLong });
      if (end === null) break;
      position = end + 1;
    }
    this.text = this.text.slice(position);
    return records;
  }

  /** Takes the record at `start`; gives where it ends, or `null` while more of it must come. */
  private takeRecord(
    records: CsvRecord[],
    { start, lineEnd, isLast, isTooLong }: RecordStart,
  ): number | null {
    const line = this.text.slice(start, lineEnd);
    if (!line.includes('"')) {
      const content = line.endsWith("\r") ? line.slice(0, -1) : line;
      if (content !== "") this.add(records, content, content.split(this.delimiter), null);
      this.line += 1;
      return lineEnd;
    }
    const quoted = readQuotedRecord(this.text, start, this.delimiter);
    if (quoted.kind === "open" && !isLast && !isTooLong) return null;
    if (quoted.kind === "record" || (quoted.kind === "open" && isLast && !quoted.inQuotes)) {
      const end = quoted.kind === "record" ? quoted.end : this.text.length;
      const content = this.text.slice(start, end);
      this.add(records, content, quoted.cells, null);
      this.line += content.split("\n").length;
      return end;
    }
    // Where the file stops within its last line it was cut off there; anywhere else somebody forgot a quote.
    const isCutOff = quoted.kind === "open" && isLast && lineEnd === this.text.length;
    this.add(records, line, [], isCutOff ? TapeRejectionCode.TRUNCATED : TapeRejectionCode.QUOTE);
    this.line += 1;
    return lineEnd;
  }

  private add(records: CsvRecord[], content: string, cells: string[], defect: CsvDefect | null): void {
    records.push({ line: this.line, cells, defect: content.includes("\0") ? TapeRejectionCode.NUL : defect });
  }

  /** What follows the newline that at last ends an endless line. */
  private afterEndlessLine(piece: string): string {
    const newline = piece.indexOf("\n");
    if (newline < 0) return "";
    this.isInEndlessLine = false;
    this.line += 1;
    return piece.slice(newline + 1);
  }
}
