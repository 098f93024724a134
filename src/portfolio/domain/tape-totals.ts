import { TapeRejectionCode, type TapeRejection } from "./tape-rejection";
import type { AccountFacts } from "./account";

/** What the sender says that the file holds; `null` where nothing was said. */
export interface ExpectedTotals {
  readonly rows: number | null;
  readonly faceValue: bigint | null;
}

/** What was found while reading. Rows taken and rows rejected add up to the rows read. */
export interface TapeCounts {
  readonly rowsRead: number;
  readonly rowsRejected: number;
  /** What is wrong with rows, however much of it is kept. */
  readonly rejections: number;
  /** The accounts that were taken. */
  readonly faceValue: bigint;
  readonly bookValue: bigint | null;
  /** All balances that could be read, of rejected rows too: the sender's total covers the file. */
  readonly balancesRead: bigint;
  readonly hasUnreadBalance: boolean;
}

/** What counts of a row. */
export interface CountedRow {
  readonly line: number;
  readonly account: Pick<AccountFacts, "balance" | "bookValue"> | null;
  readonly balance: bigint | null;
  readonly rejections: readonly TapeRejection[];
}

export const NOTHING_COUNTED: TapeCounts = {
  rowsRead: 0,
  rowsRejected: 0,
  rejections: 0,
  faceValue: 0n,
  bookValue: 0n,
  balancesRead: 0n,
  hasUnreadBalance: false,
};

/** What a stored amount, and so a total, can hold. */
export const LARGEST_TOTAL = 9_223_372_036_854_775_807n;

/** Counts rows on top of what was counted before. The book value is known only when every account's is. */
export function countRows(before: TapeCounts, rows: readonly CountedRow[]): TapeCounts {
  let { rowsRejected, rejections, faceValue, bookValue, balancesRead, hasUnreadBalance } = before;
  for (const { account, balance, rejections: found } of rows) {
    rejections += found.length;
    balancesRead += balance ?? 0n;
    hasUnreadBalance ||= balance === null;
    if (account) {
      faceValue += account.balance;
      bookValue = bookValue === null || account.bookValue === null ? null : bookValue + account.bookValue;
    } else rowsRejected += 1;
  }
  return {
    rowsRead: before.rowsRead + rows.length,
    rowsRejected,
    rejections,
    faceValue,
    bookValue,
    balancesRead,
    hasUnreadBalance,
  };
}

/**
 * Compares what was read with what the sender said. A rejected row whose balance could not be read leaves the face value
 * open at the top: the file then holds at least what was read.
 */
export function checkTotals(counts: TapeCounts, expected: ExpectedTotals, lastLine: number): TapeRejection[] {
  const wrong = (message: string): TapeRejection => ({
    line: lastLine,
    column: null,
    code: TapeRejectionCode.TOTALS,
    message,
  });
  const rejections: TapeRejection[] = [];
  if (counts.rowsRead === 0) rejections.push(wrong("The tape has a header and no accounts."));
  if (expected.rows !== null && counts.rowsRead !== expected.rows) {
    rejections.push(
      wrong(`The tape has ${counts.rowsRead} rows, not the ${expected.rows} that were expected.`),
    );
  }
  const { faceValue } = expected;
  if (
    faceValue !== null &&
    (counts.hasUnreadBalance ? counts.balancesRead > faceValue : counts.balancesRead !== faceValue)
  ) {
    rejections.push(wrong("The balances do not add up to the face value that was expected."));
  }
  if (counts.faceValue > LARGEST_TOTAL || (counts.bookValue ?? 0n) > LARGEST_TOTAL) {
    rejections.push(wrong("The balances add up to more than an amount can hold."));
  }
  return rejections;
}
