import { formatAmount, type CurrencyCode } from "../../platform/money";
import { optionalMoneyView } from "../../platform/graphql/money";
import { view } from "../../platform/graphql/node";
import type { Instant } from "../../platform/time";
import { isTicketUsable, statusAt } from "../domain/tape-import";
import type { TapeImportEntity, TapeRejectionEntity } from "./tape-import.entity";
import { HttpHeader, TapeImportType, TapeRejectionType, UploadTicket } from "./tape-import.graphql";

/** An import at a moment; `ticketUrl` is `null` for those who may not see it. */
export function tapeImportView(
  tapeImport: TapeImportEntity,
  at: { readonly now: Instant; readonly currency: CurrencyCode; readonly ticketUrl: string | null },
): TapeImportType {
  const { id, portfolioId, fileName, rowsRead, rowsAccepted, rowsRejected, reason } = tapeImport;
  const { rejectionCount } = tapeImport;
  const isUsable = isTicketUsable(tapeImport, at.now);
  return view(TapeImportType, {
    ...{ id, portfolioId, fileName, rowsRead, rowsAccepted, rowsRejected, rejectionCount, reason },
    status: statusAt(tapeImport, at.now),
    upload: at.ticketUrl !== null && isUsable ? uploadTicket(at.ticketUrl, tapeImport.ticketExpiresAt) : null,
    faceValue: optionalMoneyView(tapeImport.faceValue, at.currency),
  });
}

function uploadTicket(url: string, expiresAt: Instant): UploadTicket {
  const headers = [view(HttpHeader, { name: "content-type", value: "text/csv; charset=utf-8" })];
  return view(UploadTicket, { url, method: "PUT", headers, expiresAt });
}

export function rejectionView({ line, column, code, message }: TapeRejectionEntity): TapeRejectionType {
  return view(TapeRejectionType, { line, column, code, message });
}

/** What the upload answers: the import as the API shows it, and the first of what is wrong. */
export function tapeImportJson(
  tapeImport: TapeImportEntity,
  rejections: readonly TapeRejectionEntity[],
  { now, currency }: { readonly now: Instant; readonly currency: CurrencyCode },
): object {
  const { id, rowsRead, rowsAccepted, rowsRejected, rejectionCount, faceValue, reason } = tapeImport;
  return {
    ...{ id, status: statusAt(tapeImport, now), rowsRead, rowsAccepted, rowsRejected },
    faceValue: faceValue === null ? null : { amount: formatAmount(faceValue, currency), currency },
    reason,
    rejectionCount,
    isListCut: rejections.length < rejectionCount,
    rejections: rejections.map(({ line, column, code, message }) => ({ line, column, code, message })),
  };
}
