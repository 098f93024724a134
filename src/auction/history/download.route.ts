import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { HttpRoute } from "../../platform/server/http-route";
import type { Instant } from "../../platform/time";

/** Downloads of one kind that this node writes at once: they share a small pool with everything else that analysts ask. */
const MOST_AT_ONCE = 4;

/** A file that an address leads to. */
export interface Download {
  /** When the address ends, and the database's clock by which it does. */
  readonly expiresAt: Instant;
  readonly clock: Instant;
  readonly fileName: string;
  readonly contentType: string;
  readonly write: () => AsyncGenerator<string>;
}

/**
 * Where files are fetched, as they are read and at the reader's pace. The address is the credential: 404 for one that was
 * not given out, 410 for one that has expired.
 */
export class DownloadRoute implements HttpRoute {
  readonly method = "GET";
  private running = 0;

  constructor(
    readonly path: string,
    private readonly find: (url: URL) => Promise<Download | null>,
  ) {}

  async handle(_request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const download = await this.find(url);
    if (!download) return refuse(response, 404, "There is nothing here.");
    if (download.clock >= download.expiresAt) return refuse(response, 410, "This address has expired.");
    if (this.running >= MOST_AT_ONCE) {
      response.setHeader("retry-after", "5");
      return refuse(response, 503, "Too many exports at once; try again in a moment.");
    }
    this.running += 1;
    try {
      await send(response, download);
    } finally {
      this.running -= 1;
    }
  }
}

/** A failure on the way breaks the answer off, so that nobody takes a part for the whole. */
async function send(response: ServerResponse, { fileName, contentType, write }: Download): Promise<void> {
  response.writeHead(200, {
    "content-type": contentType,
    "content-disposition": `attachment; filename="${fileName}"`,
    "cache-control": "no-store",
  });
  try {
    await pipeline(Readable.from(write()), response);
  } catch (error) {
    if (!isGone(error)) throw error;
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
