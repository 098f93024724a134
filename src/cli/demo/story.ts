/** What the story is written to. */
export interface Paper {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

const INDENT = "   ";
const CLEAR_LINE = "\r\u001b[2K";

/**
 * Prints what happens as it happens. On a terminal one line at the bottom may change; anywhere else every line is written
 * once and stays, without control characters.
 */
export class Story {
  private acts = 0;
  private liveLine = "";
  private isOver = false;
  private readonly isTerminal: boolean;
  private readonly isColoured: boolean;

  constructor(
    private readonly paper: Paper,
    environment: NodeJS.ProcessEnv,
  ) {
    this.isTerminal = paper.isTTY === true && environment["TERM"] !== "dumb";
    this.isColoured = this.isTerminal && !environment["NO_COLOR"];
  }

  title(text: string): void {
    this.line(this.bold(text));
  }

  /** What follows belongs to this part of the story. */
  act(title: string): void {
    this.acts += 1;
    this.line("");
    this.line(this.bold(`${this.acts}  ${title}`));
  }

  say(text: string): void {
    this.line(INDENT + text);
  }

  /** Rows whose columns stand below each other; a column of numbers is right-aligned. */
  table(rows: readonly (readonly string[])[]): void {
    for (const row of alignColumns(rows)) this.say(row);
  }

  /** The line at the bottom of a terminal; nothing where lines cannot be taken back. */
  live(text: string): void {
    if (!this.isTerminal || this.isOver) return;
    this.liveLine = text === "" ? "" : (INDENT + text).slice(0, Math.max(1, (this.paper.columns || 80) - 1));
    this.paper.write(CLEAR_LINE + this.liveLine);
  }

  /** Nothing more is told: what still runs is being stopped. */
  end(): void {
    this.live("");
    this.isOver = true;
  }

  private line(text: string): void {
    if (this.isOver) return;
    const [before, after] = this.liveLine === "" ? ["", ""] : [CLEAR_LINE, this.liveLine];
    this.paper.write(`${before}${text}\n${after}`);
  }

  private bold(text: string): string {
    return this.isColoured ? `\u001b[1m${text}\u001b[22m` : text;
  }
}

/** A count, an amount or a percentage; nothing where there is none. */
const NUMBER = /^(([A-Z]{3} )?[\d,]+(\.\d+)?( %)?)?$/;

/** Numbers stand to the right, with what is written over them; words to the left. */
export function alignColumns(rows: readonly (readonly string[])[]): string[] {
  const columns = Array.from({ length: Math.max(0, ...rows.map((row) => row.length)) }, (_, column) => {
    const cells = rows.map((row) => row[column] ?? "");
    const isOfNumbers = cells.slice(1).every((cell) => NUMBER.test(cell));
    return { width: Math.max(...cells.map((cell) => cell.length)), isOfNumbers };
  });
  const align = (row: readonly string[]) =>
    columns.map(({ width, isOfNumbers }, column) => {
      const cell = row[column] ?? "";
      return isOfNumbers ? cell.padStart(width) : cell.padEnd(width);
    });
  return rows.map((row) => align(row).join("  ").trimEnd());
}
