import type { IncomingMessage, ServerResponse } from "node:http";
import { finished } from "node:stream/promises";
import type { Id } from "../platform/ids";
import type { HttpRoute } from "../platform/server/http-route";
import { TapeImportStatus } from "./domain/tape-import";
import { UploadCutOff, type ReceiveTape } from "./receive-tape";
import type { TapeImportEntity } from "./tape-import.entity";
import type { EndTapeImport } from "./end-tape-import";
import type { TapeImportReader } from "./tape-import-reader";
import { TAPE_UPLOAD_METHOD, TAPE_UPLOAD_PATH, type TapeTickets } from "./tape-tickets";

/** Uploads that this node takes at once: each holds a connection to the database for as long as it lasts. */
const MOST_UPLOADS = 4;

/**
 * Where tapes are sent. The address is the credential. The answer comes at the end: 200 ACCEPTED, 422 REFUSED, 400 cut off,
 * 410 for a ticket that cannot be used (any more), each with the import as JSON.
 */
export class TapeUploadRoute implements HttpRoute {
  readonly method = TAPE_UPLOAD_METHOD;
  readonly path = TAPE_UPLOAD_PATH;
  private running = 0;

  constructor(
    private readonly parts: {
      readonly tickets: TapeTickets;
      readonly receiveTape: ReceiveTape;
      readonly endTapeImport: EndTapeImport;
      readonly reader: TapeImportReader;
    },
  ) {}

  async handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const id = this.parts.tickets.importOf(url);
    if (id === null) return answer(response, 404, { message: "There is nothing here." });
    if (this.running >= MOST_UPLOADS) {
      response.setHeader("retry-after", "5");
      return answer(response, 503, { message: "Too many uploads at once; try again in a moment." });
    }
    const taken = await this.take(id, request);
    if (taken) return answer(response, statusOf(taken), await this.parts.reader.answer(taken));
    const found = await this.parts.endTapeImport.settle(id);
    await drain(request);
    return answer(response, 410, found ? await this.parts.reader.answer(found) : {});
  }

  /** Only a body that is taken counts as an upload; one that is let through may come as slowly as it likes. */
  private async take(id: Id, request: IncomingMessage): Promise<TapeImportEntity | null> {
    this.running += 1;
    try {
      return await this.parts.receiveTape.run(id, bodyOf(request));
    } finally {
      this.running -= 1;
    }
  }
}

function statusOf({ status, isCutOff }: TapeImportEntity): number {
  if (status === TapeImportStatus.ACCEPTED) return 200;
  return isCutOff ? 400 : 422;
}

/** The body as it arrives, at the pace at which it is taken; ends with `UploadCutOff` when it was not whole. */
async function* bodyOf(request: IncomingMessage): AsyncGenerator<Uint8Array> {
  try {
    for await (const bytes of request) yield bytes as Uint8Array;
  } catch {
    throw new UploadCutOff();
  }
  if (!request.complete) throw new UploadCutOff();
}

/** Clients read no answer while they are still sending: what they send for nothing is let through. */
async function drain(request: IncomingMessage): Promise<void> {
  if (request.readableEnded) return;
  request.resume();
  await finished(request).catch(() => undefined);
}

function answer(response: ServerResponse, status: number, body: object): void {
  if (response.destroyed) return;
  response.writeHead(status, { "content-type": "application/json; charset=utf-8", connection: "close" });
  response.end(`${JSON.stringify(body)}\n`);
}
