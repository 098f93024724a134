import { isId, type Id } from "../../platform/ids";
import type { Tickets } from "../../platform/tickets";
import { seconds, type Instant } from "../../platform/time";
import { literals } from "../domain/literals";

export const ExportFormat = literals("CSV", "NDJSON");
export type ExportFormat = keyof typeof ExportFormat;

/** Where exports are fetched: the route's own paths. */
export const EXPORT_PATH = "/exports/bids/";
export const EXPORT_METHOD = "GET";
export const EXPORT_TICKET_LIFETIME = seconds(15 * 60);

/** One auction's bids, as one organization may see them. */
export interface BidExport {
  readonly auctionId: Id;
  readonly organizationId: Id;
  readonly format: ExportFormat;
}

/** The addresses from which bid histories are fetched; what is fetched, and for whom, stands in the signed path. */
export class ExportTickets {
  constructor(
    private readonly tickets: Tickets,
    /** Where clients reach this node: "https://recoup.example". */
    private readonly publicUrl: () => string,
  ) {}

  urlOf({ auctionId, organizationId, format }: BidExport, expiresAt: Instant): string {
    const path = `${EXPORT_PATH}${auctionId}/${organizationId}/${format}`;
    return new URL(this.tickets.sign(EXPORT_METHOD, path, expiresAt), this.publicUrl()).toString();
  }

  /** What an address leads to that was given out, and until when; null for any other. */
  read(url: URL): { readonly wanted: BidExport; readonly expiresAt: Instant } | null {
    const [auctionId = "", organizationId = "", format = ""] = url.pathname
      .slice(EXPORT_PATH.length)
      .split("/");
    const expiresAt = this.tickets.verify(EXPORT_METHOD, url);
    if (expiresAt === null || !isId(auctionId) || !isId(organizationId) || !isFormat(format)) return null;
    return { wanted: { auctionId, organizationId, format }, expiresAt };
  }
}

function isFormat(text: string): text is ExportFormat {
  return Object.hasOwn(ExportFormat, text);
}
