import type { DataSource } from "typeorm";
import type { Viewer } from "../../platform/access/viewer";
import type { Transactions } from "../../platform/database/transactions";
import { sealed } from "../../platform/errors";
import { isId, type Id } from "../../platform/ids";
import type { Journal } from "../../platform/journal/journal";
import type { Tickets } from "../../platform/tickets";
import { formatInstant, type Instant } from "../../platform/time";
import type { Download } from "./download.route";
import { openAuctionExport } from "./export-auction";
import type { IssuedExport } from "./export-bid-history";
import { EXPORT_METHOD, EXPORT_TICKET_LIFETIME } from "./export-tickets";
import { writeAuctionExport } from "./write-auction-export";

/** Where auctions are fetched: the route's own paths. */
export const AUCTION_EXPORT_PATH = "/exports/auctions/";

export interface AuctionExportPorts {
  readonly analysts: DataSource;
  readonly transactions: Transactions;
  readonly journal: Journal;
  readonly tickets: Tickets;
  /** Where clients reach this node: "https://recoup.example". */
  readonly publicUrl: () => string;
  readonly arePublic: (auctionId: Id) => Promise<boolean>;
  /** Signs what the journal has come to, so that the export is covered to its end. */
  readonly publish: (auctionId: Id) => Promise<void>;
  readonly onError: (error: unknown) => void;
}

/** Exports of auctions for their seller and their firms; each ticket is journalled with the organization that got it. */
export class AuctionExportTickets {
  constructor(private readonly ports: AuctionExportPorts) {}

  /** The viewer must have been found to see the auction. */
  async issue(viewer: Viewer, auctionId: Id): Promise<IssuedExport> {
    const { transactions, journal, tickets, publicUrl } = this.ports;
    if (!(await this.ports.arePublic(auctionId))) throw sealed();
    const organizationId = viewer.organization.id;
    return transactions.run(async (tx) => {
      const expiresAt = (await tx.now()) + EXPORT_TICKET_LIFETIME;
      await journal.append(tx, {
        stream: organizationId,
        kind: "ORGANIZATION",
        type: "AuctionExported",
        actor: viewer.actor,
        data: { auctionId, expiresAt: formatInstant(expiresAt) },
      });
      const path = `${AUCTION_EXPORT_PATH}${auctionId}/${organizationId}`;
      return {
        url: new URL(tickets.sign(EXPORT_METHOD, path, expiresAt), publicUrl()).toString(),
        expiresAt,
      };
    });
  }

  /** The export that an address leads to; null when it was not given out, or leads to nothing that may be seen. */
  async find(url: URL): Promise<Download | null> {
    const ticket = this.read(url);
    if (!ticket) return null;
    const { auctionId } = ticket;
    const { analysts } = this.ports;
    await this.ports.publish(auctionId).catch(this.ports.onError);
    const source = await openAuctionExport(analysts, {
      auctionId,
      reader: { kind: "organization", id: ticket.reader },
    });
    if (source === null || typeof source === "string") return null;
    return {
      expiresAt: ticket.expiresAt,
      clock: source.clock,
      fileName: `auction-${auctionId}.ndjson`,
      contentType: "application/x-ndjson; charset=utf-8",
      write: () => writeAuctionExport(analysts, source),
    };
  }

  private read(
    url: URL,
  ): { readonly auctionId: Id; readonly reader: Id; readonly expiresAt: Instant } | null {
    const [auctionId = "", reader = "", ...more] = url.pathname.slice(AUCTION_EXPORT_PATH.length).split("/");
    const expiresAt = this.ports.tickets.verify(EXPORT_METHOD, url);
    if (expiresAt === null || !isId(auctionId) || !isId(reader) || more.length > 0) return null;
    return { auctionId, reader, expiresAt };
  }
}
