import { formatInstant } from "../../platform/time";
import type { Audience } from "../domain";
import type { BidType } from "../bidding/bid.graphql";
import type { ExportFormat } from "./export-tickets";

/** A bid as its reader may see it, with its firm's name where that may be known. */
export interface ExportedBid {
  readonly bid: BidType;
  readonly buyer: string | null;
  readonly currency: string;
}

interface Column {
  readonly name: string;
  readonly read: (row: ExportedBid) => string | number | null;
}

const COLUMNS: readonly Column[] = [
  { name: "sequence", read: ({ bid }) => bid.sequence },
  { name: "id", read: ({ bid }) => bid.id },
  { name: "decidedAt", read: ({ bid }) => (bid.decidedAt === null ? null : formatInstant(bid.decidedAt)) },
  { name: "paddle", read: ({ bid }) => bid.paddle },
  { name: "buyerId", read: ({ bid }) => bid.buyerId },
  { name: "buyer", read: ({ buyer }) => buyer },
  { name: "decision", read: ({ bid }) => bid.decision },
  { name: "reason", read: ({ bid }) => bid.reason },
  { name: "status", read: ({ bid }) => bid.status },
  { name: "currency", read: ({ currency }) => currency },
  { name: "amount", read: ({ bid }) => bid.amount?.amount ?? null },
  { name: "minimumNextBid", read: ({ bid }) => bid.minimumNextBid?.amount ?? null },
  { name: "rateOfFace", read: ({ bid }) => bid.rateOfFace },
  { name: "rateOfReserve", read: ({ bid }) => bid.rateOfReserve },
];
const MAXIMUM: Column = { name: "maximum", read: ({ bid }) => bid.maximum?.amount ?? null };

/** How a file of bids is written. */
export interface BidWriter {
  readonly contentType: string;
  readonly extension: string;
  readonly header: string;
  readonly line: (row: ExportedBid) => string;
}

/** Only a firm's own export has its maxima. */
export function bidWriter(format: ExportFormat, audience: Audience): BidWriter {
  const columns = audience.kind === "FIRM" ? [...COLUMNS, MAXIMUM] : COLUMNS;
  return WRITERS[format](columns);
}

const WRITERS: Readonly<Record<ExportFormat, (columns: readonly Column[]) => BidWriter>> = {
  CSV: (columns) => ({
    contentType: "text/csv; charset=utf-8; header=present",
    extension: "csv",
    header: csvLine(columns.map(({ name }) => name)),
    line: (row) => csvLine(columns.map(({ read }) => read(row))),
  }),
  NDJSON: (columns) => ({
    contentType: "application/x-ndjson; charset=utf-8",
    extension: "ndjson",
    header: "",
    line: (row) =>
      `${JSON.stringify(Object.fromEntries(columns.map(({ name, read }) => [name, read(row)])))}\n`,
  }),
};

/** RFC 4180. */
function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map((cell) => csvCell(String(cell ?? ""))).join(",")}\r\n`;
}

/** A spreadsheet runs cells that begin so as formulas (OWASP, "CSV injection"); behind an apostrophe they are text. */
const FORMULA = /^[=+\-@\t\r\n]/;

function csvCell(text: string): string {
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
