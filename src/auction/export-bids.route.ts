import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { DataSource } from "typeorm";
import type { HttpRoute } from "../platform/server/http-route";
import { bidView } from "./auction.views";
import { statusOf } from "./bid.rows";
import { openExport, readBids, type ExportSource } from "./export-bids.store";
import { bidWriter, type BidWriter } from "./export-rows";
import { EXPORT_METHOD, EXPORT_PATH, type ExportTickets } from "./export-tickets";

/** Exports that this node writes at once: they share a small pool with everything else that analysts ask. */
const MOST_EXPORTS = 4;

/**
 * Where bid histories are fetched, as they are read and at the reader's pace. The address is the credential: 404 for one
 * that was not given out, 410 for one that has expired.
 */
export class BidExportRoute implements HttpRoute {
  readonly method = EXPORT_METHOD;
  readonly path = EXPORT_PATH;
  private running = 0;

  constructor(
    private readonly analysts: DataSource,
    private readonly tickets: ExportTickets,
  ) {}

  async handle(_request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const ticket = this.tickets.read(url);
    const source = ticket && (await openExport(this.analysts, ticket.wanted));
    if (!ticket || !source) return refuse(response, 404, "There is nothing here.");
    if (source.auction.clock >= ticket.expiresAt) return refuse(response, 410, "This address has expired.");
    if (this.running >= MOST_EXPORTS) {
      response.setHeader("retry-after", "5");
      return refuse(response, 503, "Too many exports at once; try again in a moment.");
    }
    this.running += 1;
    try {
      await this.send(response, source, bidWriter(ticket.wanted.format, source.audience));
    } finally {
      this.running -= 1;
    }
  }

  /** A failure on the way breaks the answer off, so that nobody takes a part for the whole. */
  private async send(response: ServerResponse, source: ExportSource, writer: BidWriter): Promise<void> {
    const fileName = `bids-${source.auction.id}.${writer.extension}`;
    response.writeHead(200, {
      "content-type": writer.contentType,
      "content-disposition": `attachment; filename="${fileName}"`,
      "cache-control": "no-store",
    });
    try {
      await pipeline(Readable.from(this.write(source, writer)), response);
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  }

  private async *write(source: ExportSource, writer: BidWriter): AsyncGenerator<string> {
    const { auction, audience, firms } = source;
    const { terms } = auction.state;
    if (writer.header) yield writer.header;
    for await (const bids of readBids(this.analysts, source)) {
      const lines = bids.map((decided) => {
        const firm = firms.get(decided.buyerId);
        if (!firm) throw new Error("A bid's firm has no part in its auction");
        const status = statusOf(auction.state, { ...decided, ...firm });
        const bid = bidView({ bid: decided, status, terms, audience });
        return writer.line({ bid, buyer: firm.name, currency: terms.currency });
      });
      yield lines.join("");
    }
  }
}

/** The reader went away. */
function isGone(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_STREAM_PREMATURE_CLOSE";
}

function refuse(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8" });
  response.end(`${JSON.stringify({ message })}\n`);
}
