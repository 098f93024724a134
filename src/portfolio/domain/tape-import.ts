import { seconds, type Instant } from "../../platform/time";

/** Where the import of a tape stands (product.md, "State machines"). */
export enum TapeImportStatus {
  AWAITING_UPLOAD = "AWAITING_UPLOAD",
  UPLOADING = "UPLOADING",
  CHECKING = "CHECKING",
  ACCEPTED = "ACCEPTED",
  REFUSED = "REFUSED",
  EXPIRED = "EXPIRED",
}

/** What to do with a tape in which a row cannot be taken. */
export enum OnRejected {
  REFUSE = "REFUSE",
  SKIP = "SKIP",
}

/** How long an upload ticket is valid. */
export const UPLOAD_TICKET_LIFETIME = seconds(15 * 60);

export interface TapeImportState {
  readonly status: TapeImportStatus;
  /** The upload ended before the file did, through no fault of the tape: the ticket may be used again. */
  readonly isCutOff: boolean;
  readonly ticketExpiresAt: Instant;
}

/** The state that callers see: a ticket that nobody used in time has expired, whether or not anybody wrote that down. */
export function statusAt(state: TapeImportState, t: Instant): TapeImportStatus {
  const isWaiting = state.status === TapeImportStatus.AWAITING_UPLOAD;
  return isWaiting && t >= state.ticketExpiresAt ? TapeImportStatus.EXPIRED : state.status;
}

/** A ticket is good for one whole upload: not twice, not at the same time, not after its end. */
export function isTicketUsable(state: TapeImportState, t: Instant): boolean {
  if (t >= state.ticketExpiresAt) return false;
  return (
    state.status === TapeImportStatus.AWAITING_UPLOAD ||
    (state.status === TapeImportStatus.REFUSED && state.isCutOff)
  );
}

export function isFinal(status: TapeImportStatus): boolean {
  switch (status) {
    case TapeImportStatus.ACCEPTED:
    case TapeImportStatus.REFUSED:
    case TapeImportStatus.EXPIRED:
      return true;
    case TapeImportStatus.AWAITING_UPLOAD:
    case TapeImportStatus.UPLOADING:
    case TapeImportStatus.CHECKING:
      return false;
  }
}
