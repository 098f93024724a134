import type { DataSource } from "typeorm";
import { bidRowView } from "../auction.views";
import type { Download } from "./download.route";
import { openExport, readBids, type ExportSource } from "./export-bids.store";
import { bidWriter, type BidWriter } from "./export-rows";
import type { ExportTickets } from "./export-tickets";

/** The bid history that an address leads to; null when it was not given out, or the organization may not see it (any more). */
export async function findBidExport(
  database: DataSource,
  tickets: ExportTickets,
  url: URL,
): Promise<Download | null> {
  const ticket = tickets.read(url);
  const source = ticket && (await openExport(database, ticket.wanted));
  if (!ticket || !source) return null;
  const writer = bidWriter(ticket.wanted.format, source.audience);
  return {
    expiresAt: ticket.expiresAt,
    clock: source.auction.clock,
    fileName: `bids-${source.auction.id}.${writer.extension}`,
    contentType: writer.contentType,
    write: () => write(database, source, writer),
  };
}

async function* write(database: DataSource, source: ExportSource, writer: BidWriter): AsyncGenerator<string> {
  const { auction, audience, firms } = source;
  const { terms } = auction.state;
  if (writer.header) yield writer.header;
  for await (const bids of readBids(database, source)) {
    const lines = bids.map((decided) => {
      const firm = firms.get(decided.buyerId);
      if (!firm) throw new Error("A bid's firm has no part in its auction");
      const bid = bidRowView(auction.state, { ...decided, ...firm }, audience);
      return writer.line({ bid, buyer: firm.name, currency: terms.currency });
    });
    yield lines.join("");
  }
}
