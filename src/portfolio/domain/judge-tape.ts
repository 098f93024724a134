import { OnRejected } from "./tape-import";
import { TapeRejectionCode, type TapeRejection } from "./tape-rejection";
import { checkTotals, type ExpectedTotals, type TapeCounts } from "./tape-totals";

/** What is known of a tape when no more of it comes. */
export interface ReadTape {
  readonly counts: TapeCounts;
  readonly lastLine: number;
  /** What makes the file as a whole unreadable. */
  readonly fileRejections: readonly TapeRejection[];
  /** The file ends where no file ends: within a row, a quoted cell, a character. */
  readonly isTruncated: boolean;
  /** How the upload ended: as announced, before that, or in the way of another. */
  readonly end: "COMPLETE" | "CUT_OFF" | "COLLIDED";
}

export type TapeVerdict =
  | { readonly kind: "accepted" }
  | {
      readonly kind: "refused";
      readonly reason: string;
      /** No fault of the tape: the ticket may be used again. */
      readonly isCutOff: boolean;
      /** Those of the file as a whole; the rows have said theirs. */
      readonly rejections: readonly TapeRejection[];
    };

/** Accepts or refuses a tape as a whole. */
export function judgeTape(
  tape: ReadTape,
  rules: { readonly onRejected: OnRejected; readonly expected: ExpectedTotals },
): TapeVerdict {
  const { counts, fileRejections, isTruncated, end, lastLine } = tape;
  const refused = (
    reason: string,
    rejections: readonly TapeRejection[] = [],
    isCutOff = false,
  ): TapeVerdict => ({
    kind: "refused",
    reason,
    isCutOff,
    rejections,
  });
  if (end === "CUT_OFF")
    return refused("The upload was cut off; send the file again.", [cutOffAt(lastLine)], true);
  if (end === "COLLIDED") return refused(COLLIDED, [collidedAt(lastLine)], true);
  if (isTruncated) return refused("The file was cut off; send it again, whole.", fileRejections, true);
  if (fileRejections.length > 0) return refused(fileRejections[0]?.message ?? "", fileRejections);
  if (rules.onRejected === OnRejected.REFUSE && counts.rowsRejected > 0) {
    return refused(
      `Rows that cannot be taken: ${counts.rowsRejected}.`,
      checkTotals(counts, rules.expected, lastLine),
    );
  }
  const wrongTotals = checkTotals(counts, rules.expected, lastLine);
  return wrongTotals.length > 0 ? refused(wrongTotals[0]?.message ?? "", wrongTotals) : { kind: "accepted" };
}

const COLLIDED =
  "Another upload holds accounts of this tape, and waits for its others; send the file again when that has ended.";

function collidedAt(line: number): TapeRejection {
  return { line, column: null, code: TapeRejectionCode.DUPLICATE_ACCOUNT, message: COLLIDED };
}

function cutOffAt(line: number): TapeRejection {
  return {
    line,
    column: null,
    code: TapeRejectionCode.TRUNCATED,
    message: "The upload ended before the file did.",
  };
}
