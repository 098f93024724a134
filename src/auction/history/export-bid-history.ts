import type { Viewer } from "../../platform/access/viewer";
import type { Transactions } from "../../platform/database/transactions";
import type { Id } from "../../platform/ids";
import type { Journal } from "../../platform/journal/journal";
import { formatInstant, type Instant } from "../../platform/time";
import { EXPORT_TICKET_LIFETIME, type ExportFormat, type ExportTickets } from "./export-tickets";

export interface ExportOrder {
  readonly auctionId: Id;
  readonly format: ExportFormat;
}

/** An address from which a bid history can be fetched, until then. */
export interface IssuedExport {
  readonly url: string;
  readonly expiresAt: Instant;
}

/**
 * Gives out the address of a bid history. Data leaves with it, so it is journalled; not with the auction, whose journal
 * is the auction's alone, but with the organization whose people took it.
 */
export class ExportBidHistory {
  constructor(
    private readonly transactions: Transactions,
    private readonly journal: Journal,
    private readonly tickets: ExportTickets,
  ) {}

  /** The viewer must have been found to see the auction. */
  run(viewer: Viewer, { auctionId, format }: ExportOrder): Promise<IssuedExport> {
    const organizationId = viewer.organization.id;
    return this.transactions.run(async (tx) => {
      const expiresAt = (await tx.now()) + EXPORT_TICKET_LIFETIME;
      await this.journal.append(tx, {
        stream: organizationId,
        kind: "ORGANIZATION",
        type: "BidHistoryExported",
        actor: viewer.actor,
        data: { auctionId, format, expiresAt: formatInstant(expiresAt) },
      });
      return { url: this.tickets.urlOf({ auctionId, organizationId, format }, expiresAt), expiresAt };
    });
  }
}
