/** What a record that holds quotes turned out to be. `end` is where its newline stands, or the end of the text. */
export type QuotedRecord =
  | { readonly kind: "record"; readonly cells: string[]; readonly end: number }
  /** The text is over before the record is; `inQuotes` where a quoted cell still waits for its closing quote. */
  | { readonly kind: "open"; readonly cells: string[]; readonly inQuotes: boolean }
  | { readonly kind: "misplaced quote" };

/** Reads the record that begins at `start`, cell by cell: RFC 4180, quotes doubled inside quoted cells. */
export function readQuotedRecord(text: string, start: number, delimiter: string): QuotedRecord {
  const cells: string[] = [];
  let position = start;
  for (;;) {
    const isQuoted = text[position] === '"';
    const end = isQuoted ? endOfQuotedCell(text, position) : endOfPlainCell(text, position, delimiter);
    if (end === null) return { kind: "open", cells, inQuotes: true };
    const cell = text.slice(position, end);
    cells.push(isQuoted ? cell.slice(1, -1).replaceAll('""', '"') : cell.replace(/\r$/, ""));
    const isReturn = isQuoted && text[end] === "\r" && (text[end + 1] === "\n" || end + 1 === text.length);
    const next = isReturn ? end + 1 : end;
    if (next === text.length) return { kind: "open", cells, inQuotes: false };
    if (text[next] === "\n") return { kind: "record", cells, end: next };
    if (text[next] !== delimiter) return { kind: "misplaced quote" };
    position = next + 1;
  }
}

/** Behind the closing quote of the cell that opens at `start`; `null` while it has none. */
function endOfQuotedCell(text: string, start: number): number | null {
  let quote = text.indexOf('"', start + 1);
  while (quote >= 0 && text[quote + 1] === '"') quote = text.indexOf('"', quote + 2);
  return quote < 0 ? null : quote + 1;
}

/** Where a cell without quotes ends: at its delimiter or newline, at a quote that has no business there, or with the text. */
function endOfPlainCell(text: string, start: number, delimiter: string): number {
  let position = start;
  while (position < text.length) {
    const character = text[position];
    if (character === delimiter || character === "\n" || character === '"') break;
    position += 1;
  }
  return position;
}
