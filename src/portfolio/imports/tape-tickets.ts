import type { Id } from "../../platform/ids";
import { isId } from "../../platform/ids";
import type { Tickets } from "../../platform/tickets";
import type { TapeImportEntity } from "./tape-import.entity";

/** Where tapes are sent: the route's own paths. */
export const TAPE_UPLOAD_PATH = "/uploads/tapes/";
export const TAPE_UPLOAD_METHOD = "PUT";

/** The addresses to which tapes are uploaded. */
export class TapeTickets {
  constructor(
    private readonly tickets: Tickets,
    /** Where clients reach this node: "https://recoup.example". */
    private readonly publicUrl: () => string,
  ) {}

  urlOf({ id, ticketExpiresAt }: TapeImportEntity): string {
    const path = this.tickets.sign(TAPE_UPLOAD_METHOD, `${TAPE_UPLOAD_PATH}${id}`, ticketExpiresAt);
    return new URL(path, this.publicUrl()).toString();
  }

  /** The import to which an address leads that was given out; whether it can still be used, the import's state says. */
  importOf(url: URL): Id | null {
    const id = url.pathname.slice(TAPE_UPLOAD_PATH.length);
    return isId(id) && this.tickets.verify(TAPE_UPLOAD_METHOD, url) !== null ? id : null;
  }
}
