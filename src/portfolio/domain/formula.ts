import type { FieldKind } from "./account-field";
import { CellProblem, TapeRejectionCode } from "./tape-rejection";

const FORMULA = new CellProblem(
  TapeRejectionCode.FORMULA,
  "A spreadsheet would run this cell as a formula; it must not begin with =, +, -, @, a tab or a carriage return.",
);
const NUMERIC: ReadonlySet<FieldKind> = new Set<FieldKind>(["amount", "date"]);

/**
 * Finds cells that a spreadsheet would run once the data is exported (OWASP, "CSV injection"). In amounts and dates a
 * leading sign begins a number, so there it is left to the number's own check: −5.00 is a bad amount, not a formula.
 */
export function findFormula(rawCell: string, cell: string, kind: FieldKind): CellProblem | null {
  switch (cell.charCodeAt(0)) {
    case 0x3d: // =
    case 0x40: // @
      return FORMULA;
    case 0x2b: // +
    case 0x2d: // -
      return NUMERIC.has(kind) ? null : FORMULA;
    default: {
      const first = rawCell.charCodeAt(0);
      return first === 0x09 || first === 0x0d ? FORMULA : null;
    }
  }
}
